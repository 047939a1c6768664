/**
 * An HR export as an organization: a table with a column of ids and one of bosses' ids. Nothing leaves this module's caller.
 *
 * @typedef {import("./repair.js").Repair} Repair
 * @typedef {object} Draft
 * @property {string} name
 * @property {number[]} bosses each person's boss as a place, -1 for the head, in the order of the file
 * @property {string[]} ids as they are written in messages
 * @property {number[]} rows where each person stands in the file
 * @property {Repair[]} repairs by row
 * @property {number} placed people where the file puts them
 * @property {number} unplaced people under the head because their boss is not in the file
 * @property {number} dropped rows without an id
 */
import { Log, chain, withoutDecimal } from "./repair.js";
import { cellOf, isRagged } from "./table.js";
import { ReadingError } from "./wording.js";

/** @typedef {import("./table.js").Table} Table */
/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./wording.js").Wording} Wording */

/**
 * @param {Table} table @param {Columns} columns @param {Wording} words
 * @param {(id: string) => string} [name] how ids are written in messages, as they are if not given
 * @returns {Draft}
 * @throws {ReadingError} for faults beyond repair
 */
export function readPeople(table, columns, words, name) {
  if (table.fault) throw table.fault;
  const log = new Log(words, table.name, name);
  const entries = entriesOf(table, columns);
  noteRagged(table, entries, log);
  checkBossesAreIds(entries, table, columns, log);
  const tree = log.fatal.length > 0 ? null : chain(entries, log);
  if (!tree || log.fatal.length > 0) throw new ReadingError(words.capped(log.fatal), "beyond");
  if (tree.kept.length === 1) throw new ReadingError([words.about(table.name, "lonely")], "lonely");
  const repairs = log.repairs.sort((one, other) => one.row - other.row);
  return {
    name: words.plain(stem(table.name)),
    bosses: tree.bosses,
    ids: tree.kept.map(({ id }) => log.name(id)),
    rows: tree.kept.map(({ row }) => row),
    repairs,
    placed: tree.kept.length - tree.unplaced,
    unplaced: tree.unplaced,
    dropped: repairs.filter(({ kind }) => kind === words.reading.kinds.NO_ID).length,
  };
}

/** A table's rows as ids and bosses. @param {Table} table @param {Columns} columns @returns {import("./repair.js").Entry[]} */
export function entriesOf({ rows }, { ids, bosses }) {
  return rows.map((row) => ({ row: row.number, id: cellOf(row, ids), boss: cellOf(row, bosses) }));
}

/** @param {Table} table @param {import("./repair.js").Entry[]} entries @param {Log} log */
function noteRagged(table, entries, log) {
  table.rows.forEach((row, place) => {
    if (!isRagged(row, table)) return;
    const counts = { cells: row.cells.length, columns: table.header.length };
    const what = log.words.message("ragged", counts);
    const { id } = entries[place];
    const problem = id ? log.words.message("of_person", { id: log.who(id), problem: what }) : what;
    log.add(entries[place], "RAGGED", problem, log.words.message(counts.cells < counts.columns ? "missing_cells" : "extra_cells"));
  });
}

/** Refuse bosses that are never anybody's id, such as their names. @param {import("./repair.js").Entry[]} entries @param {Table} table @param {Columns} columns @param {Log} log */
function checkBossesAreIds(entries, table, columns, log) {
  const known = new Set(entries.map(({ id }) => id));
  const named = entries.filter((entry) => entry.id && !log.isRoot(entry)).map(({ boss }) => boss);
  if (named.length < 2 || named.some((boss) => known.has(boss) || known.has(withoutDecimal(boss)))) return;
  const [ids, bosses] = [columns.ids, columns.bosses].map((place) => log.words.shown(table.header[place]));
  log.beyond("names_not_ids", { bosses, boss: log.who(named[0]), ids });
}

/** A file's name without its last ending. @param {string} name @returns {string} */
function stem(name) {
  return name.replace(/(?<=.)\.[^.]+$/, "");
}

/**
 * What was repaired, by kind, the most frequent first.
 * @param {Repair[]} repairs @returns {[string, number][]}
 */
export function countsOf(repairs) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { kind } of repairs) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]);
}
