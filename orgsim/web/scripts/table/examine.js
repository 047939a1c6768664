/**
 * All that can be said of a file: its table, its columns, its people, and what is wrong with it. Pure: nothing is kept or sent.
 *
 * @typedef {{name: string, bytes: Uint8Array}} File
 * @typedef {{ids?: number | null, bosses?: number | null, masked: boolean}} Choice columns as chosen, null or none: guessed
 *
 * @typedef {object} Examined
 * @property {import("./table.js").Table | null} table null when the file is no table
 * @property {{ids: number | null, bosses: number | null}} columns as chosen or guessed, or as they may be meant
 * @property {boolean} sure whether both columns are chosen or known by their names
 * @property {((id: string) => string)} name how an id is shown
 * @property {People | null} people null when something is beyond repair
 * @property {string[]} faults what is beyond repair
 *
 * @typedef {object} People in the canonical order of the kernel
 * @property {string} name
 * @property {number[]} bosses
 * @property {string[]} ids as they are shown
 * @property {number[]} rows of the file
 * @property {import("./repair.js").Repair[]} repairs
 * @property {number} unplaced
 * @property {number} dropped
 */
import { findColumns, guessed, likely, namesOf } from "./columns.js";
import { entriesOf, readPeople } from "./hris.js";
import { masks } from "./masks.js";
import { canonical } from "./peel.js";
import { readTable } from "./table.js";
import { ReadingError } from "./wording.js";

/** @typedef {import("./wording.js").Wording} Wording */
/** @typedef {import("./table.js").Table} Table */

const UNCHANGED = (/** @type {string} */ id) => id;

/** @param {File} file @param {Choice} choice @param {Wording} words @returns {Examined} */
export function examined(file, choice, words) {
  /** @type {Examined} */
  const found = { table: null, columns: { ids: null, bosses: null }, sure: false, name: UNCHANGED, people: null, faults: [] };
  try {
    const table = readTable(file.bytes, file.name, words);
    Object.assign(found, { table, ...columnsOf(table, choice, words) });
    if (choice.masked) found.name = anyhow(table, found.columns, words);
    const columns = findColumns(table, words, choice);
    if (choice.masked) found.name = namer(table, columns, words);
    found.people = peopleOf(table, columns, words, found.name);
    const limit = words.reading.browser.people;
    if (found.people.bosses.length > limit) throw tooMany(found.people.bosses.length, limit, words, file.name);
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    found.people = null;
    found.faults = error.faults;
  }
  return found;
}

/** Why a file of that size is not opened here; null if it is. @param {string} name @param {number} size bytes @param {Wording} words */
export function sizeFault(name, size, words) {
  const { mebibytes } = words.reading.browser;
  if (size <= mebibytes * 2 ** 20) return null;
  return words.about(words.plain(name), "too_large_for_page", { mebibytes, command: command(words, name) });
}

/** @param {Table} table @param {Choice} choice @param {Wording} words */
function columnsOf({ header }, { ids, bosses }, words) {
  const known = guessed(header, words);
  const sure = { ids: ids ?? known.ids, bosses: bosses ?? known.bosses };
  const columns = {
    ids: sure.ids ?? likely(header, namesOf(words.reading.ids)),
    bosses: sure.bosses ?? likely(header, namesOf(words.reading.bosses)),
  };
  return { columns, sure: sure.ids !== null && sure.bosses !== null };
}

/** Masks where columns are not sure: nothing is shown as it stands. @param {Table} table @param {Examined["columns"]} columns @param {Wording} words */
function anyhow(table, { ids, bosses }, words) {
  if (ids === null || bosses === null) return () => "?";
  return masks(entriesOf(table, { ids, bosses }), words.reading.no_boss);
}

/** People numbered in the canonical order where there is a tree, else in the file's. @param {Table} table @param {import("./columns.js").Columns} columns @param {Wording} words */
function namer(table, columns, words) {
  const entries = entriesOf(table, columns);
  try {
    const plain = readPeople(table, columns, words);
    return masks(entries, words.reading.no_boss, canonical(plain.bosses).order.map((place) => plain.ids[place]));
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    return masks(entries, words.reading.no_boss);
  }
}

/** @param {Table} table @param {import("./columns.js").Columns} columns @param {Wording} words @param {(id: string) => string} name @returns {People} */
function peopleOf(table, columns, words, name) {
  const draft = readPeople(table, columns, words, name);
  const { order, bosses } = canonical(draft.bosses);
  const moved = { bosses, ids: order.map((place) => draft.ids[place]), rows: order.map((place) => draft.rows[place]) };
  return { ...draft, ...moved };
}

/** @param {number} people @param {number} limit @param {Wording} words @param {string} file */
function tooMany(people, limit, words, file) {
  const label = words.plain(file);
  const fault = words.about(label, "beyond_page", { people, limit, command: command(words, file) });
  return new ReadingError([fault], "beyond_page");
}

/** What reads the file on the command line. @param {Wording} words @param {string} file */
function command(words, file) {
  const plain = words.plain(file);
  return words.message("command", { path: /^[\w.-]+$/.test(plain) ? plain : `'${plain.replace(/'/g, "")}'` });
}
