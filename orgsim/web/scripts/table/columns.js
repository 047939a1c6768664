/** Which column holds ids and which bosses' ids, whatever they are called; the names come from the catalog. */
import { closest, ratio } from "./alike.js";
import { folded } from "./text.js";
import { ReadingError } from "./wording.js";

/** @typedef {import("./wording.js").Wording} Wording */
/** @typedef {{ids: number, bosses: number}} Columns places in the header */

const ALIKE = 0.7;

/** A column's name without case, accents, spaces, punctuation and anything in parentheses. @param {string} name @returns {string} */
export function simplified(name) {
  const bare = name.replace(/\([^)]*\)/g, "") || name;
  return folded(bare).normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "");
}

/** The names that parts make: one word of every list, joined, the last list turning fastest. @param {string[][][]} parts */
export function namesOf(parts) {
  return parts.flatMap((group) => group.reduce((starts, words) => starts.flatMap((start) => words.map((word) => start + word)), [""]));
}

/** The column whose name stands first among the known ones. @param {string[]} header @param {string[]} known @returns {number | null} */
export function guess(header, known) {
  const simple = header.map(simplified);
  const name = known.find((each) => simple.includes(each));
  return name === undefined ? null : simple.indexOf(name);
}

/** The column whose name is most like one of the known ones. @param {string[]} header @param {string[]} known @returns {number | null} */
export function likely(header, known) {
  const simple = new Map(header.map((name, place) => [simplified(name), place]));
  let best = null;
  let most = -1;
  for (const near of known) {
    const name = closest(near, simple.keys(), ALIKE);
    const found = name === null ? -1 : ratio(near, name);
    if (found > most) [best, most] = [name, found];
  }
  return best === null ? null : /** @type {number} */ (simple.get(best));
}

/** What is guessed of a header; null where nothing is. @param {string[]} header @param {Wording} words */
export function guessed(header, { reading }) {
  return { ids: guess(header, namesOf(reading.ids)), bosses: guess(header, namesOf(reading.bosses)) };
}

/**
 * The columns as chosen, or else guessed.
 * @param {import("./table.js").Table} table @param {Wording} words @param {{ids?: number | null, bosses?: number | null}} [chosen]
 * @returns {Columns}
 * @throws {ReadingError} when they are not clear
 */
export function findColumns({ name: label, header }, words, chosen = {}) {
  const { reading } = words;
  const found = guessed(header, words);
  const ids = chosen.ids ?? found.ids;
  const bosses = chosen.bosses ?? found.bosses;
  const faults = [];
  if (ids === null) faults.push(unknown(label, header, "id_column", reading.ids, words));
  if (bosses === null) faults.push(unknown(label, header, "boss_column", reading.bosses, words));
  if (faults.length > 0 || ids === null || bosses === null) throw new ReadingError(faults, "no_column_known");
  if (ids !== bosses) return { ids, bosses };
  throw new ReadingError([words.about(label, "both_columns", { column: words.shown(header[ids]) })], "both_columns");
}

/** @param {string} label @param {string[]} header @param {"id_column" | "boss_column"} parameter @param {string[][][]} parts @param {Wording} words */
function unknown(label, header, parameter, parts, words) {
  const near = likely(header, namesOf(parts));
  const perhaps = near === null ? "" : words.message("perhaps", { column: words.shown(header[near]) });
  const what = words.message("no_column_known", { what: words.reading.what[parameter], header: words.listing(header) });
  return words.message("about", { label, fault: what + words.message("set_column", { parameter }) + perhaps });
}
