/**
 * From rows of ids and bosses, with all the faults of real exports, to a tree with one head. The rules are those of
 * `orgsim/organization/repair.py`, which tells them.
 *
 * @typedef {{row: number, id: string, boss: string}} Entry
 * @typedef {{row: number, reference: string, kind: string, problem: string, repair: string}} Repair
 * @typedef {{bosses: number[], kept: Entry[], unplaced: number}} Chain places in `kept`, -1 for the head
 */
import { peel } from "./peel.js";
import { folded } from "./text.js";

/** @typedef {import("./wording.js").Wording} Wording */

/** Gathers repairs and faults beyond repair. `name` says how a person's id is written. */
export class Log {
  /** @param {Wording} words @param {string} file @param {(id: string) => string} [name] */
  constructor(words, file, name = (id) => id) {
    this.words = words;
    this.file = file;
    this.name = name;
    this.none = new Set(words.reading.no_boss);
    /** @type {Repair[]} */
    this.repairs = [];
    /** @type {string[]} */
    this.fatal = [];
  }

  /** A person's id in quotes. @param {string} id */
  who(id) {
    return this.words.shown(this.name(id));
  }

  /** @param {Entry} entry @param {string} kind its key in the catalog @param {string} problem @param {string} repair */
  add({ row, id }, kind, problem, repair) {
    this.repairs.push({ row, reference: id && this.name(id), kind: this.words.reading.kinds[kind], problem, repair });
  }

  /** A fault of the whole file. @param {string} code @param {Record<string, string | number>} [values] */
  beyond(code, values) {
    this.fatal.push(this.words.about(this.file, code, values));
  }

  /** Whether a row says that the person has no boss. @param {Entry} entry */
  isRoot({ id, boss }) {
    return boss === id || this.none.has(folded(boss));
  }
}

/** The entries as one tree; null when they are beyond repair, which the log then says. @param {Entry[]} entries @param {Log} log @returns {Chain | null} */
export function chain(entries, log) {
  const kept = unique(entries, log);
  if (kept.length === 0) {
    log.beyond("no_ids");
    return null;
  }
  const { bosses, unknown } = above(kept, log);
  const tops = kept.map((_, person) => person).filter((person) => bosses[person] < 0);
  const { sizes, circles } = peel(bosses);
  noteCircles(circles, kept, log, tops.length === 0);
  if (circles.length > 0) return null;
  const head = chooseHead(tops, sizes, unknown);
  noteRoots(tops, unknown, head, kept, log);
  for (const top of tops) bosses[top] = top === head ? -1 : head;
  return { bosses, kept, unplaced: unknown.size - (unknown.has(head) ? 1 : 0) };
}

/** One entry per id, in the order of first appearance. @param {Entry[]} entries @param {Log} log @returns {Entry[]} */
function unique(entries, log) {
  /** @type {Map<string, Entry>} */
  const kept = new Map();
  for (const entry of entries) {
    const first = kept.get(entry.id);
    if (!entry.id) log.add(entry, "NO_ID", log.words.message("no_id"), log.words.message("left_out"));
    else kept.set(entry.id, first ? settled(first, entry, log) : entry);
  }
  return [...kept.values()];
}

/** Which of two rows with one id counts. @param {Entry} first @param {Entry} again @param {Log} log @returns {Entry} */
function settled(first, again, log) {
  const { words } = log;
  const id = log.who(again.id);
  if (first.boss === again.boss || (log.isRoot(first) && log.isRoot(again))) {
    log.add(again, "REPEATED", words.message("repeated", { id, first: first.row }), words.message("left_out"));
    return first;
  }
  const wins = log.isRoot(again);
  const problem = words.message("conflict", { id, first: first.row, boss: log.who(again.boss), other: log.who(first.boss) });
  log.add(again, "CONFLICT", problem, wins ? words.message("kept_as_root", { first: first.row }) : words.message("left_out"));
  return wins ? again : first;
}

/** Places of bosses, -1 for those without a known one, and the people whose boss is unknown. @param {Entry[]} kept @param {Log} log */
function above(kept, log) {
  const place = new Map(kept.map(({ id }, person) => [id, person]));
  const unknown = new Set();
  const bosses = kept.map((entry, person) => {
    const found = place.get(entry.boss) ?? place.get(withoutDecimal(entry.boss)) ?? -1;
    if (found < 0 && !log.isRoot(entry)) unknown.add(person);
    return found === person ? -1 : found;
  });
  return { bosses, unknown };
}

/** `12` for `12.0`, as spreadsheets write numbers. @param {string} text @returns {string} */
export function withoutDecimal(text) {
  return text.endsWith(".0") ? text.slice(0, -2) : text;
}

/** Roots that supervise someone first, then by size, then roots, then by row. @param {number[]} tops @param {number[]} sizes @param {Set<number>} unknown */
function chooseHead(tops, sizes, unknown) {
  const rank = (/** @type {number} */ top) => [!unknown.has(top) && sizes[top] > 1 ? 1 : 0, sizes[top], unknown.has(top) ? 0 : 1];
  return tops.reduce((best, top) => {
    const [one, other] = [rank(top), rank(best)];
    const place = one.findIndex((each, index) => each !== other[index]);
    return place >= 0 && one[place] > other[place] ? top : best;
  });
}

/** Why every top but the head reports to it. @param {number[]} tops @param {Set<number>} unknown @param {number} head @param {Entry[]} kept @param {Log} log */
function noteRoots(tops, unknown, head, kept, log) {
  const name = log.who(kept[head].id);
  const repair = log.words.message("to_head", { head: name });
  for (const top of tops) {
    const entry = kept[top];
    const id = log.who(entry.id);
    if (unknown.has(top)) {
      const problem = log.words.message("unknown_boss", { id, boss: log.who(entry.boss) });
      log.add(entry, "UNKNOWN_BOSS", problem, top === head ? log.words.message("made_head") : repair);
    } else if (top !== head) {
      log.add(entry, "SEVERAL_ROOTS", log.words.message("several_roots", { id, head: name, row: kept[head].row }), repair);
    }
  }
}

/** @param {number[][]} circles @param {Entry[]} kept @param {Log} log @param {boolean} headless */
function noteCircles(circles, kept, log, headless) {
  const { words, file } = log;
  const limit = words.limits.circle;
  if (headless) log.beyond("no_head");
  for (const members of circles) {
    const rows = members.slice(0, limit).map((each) => kept[each].row).join(", ") + (members.length > limit ? ", …" : "");
    const circle = words.circle(members.map((each) => log.name(kept[each].id)));
    log.fatal.push(words.message("circle", { file, rows, circle }));
  }
}
