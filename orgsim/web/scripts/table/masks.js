/** Names that say nothing: P1, P2, … for people, X1, X2, … for bosses who are not in the file. */
import { withoutDecimal } from "./repair.js";
import { folded } from "./text.js";

/**
 * @param {import("./repair.js").Entry[]} entries @param {string[]} none words for "no boss", which stay as they are
 * @param {string[]} [first] ids that are numbered before others, in this order; the others follow in that of the file
 * @returns {(id: string) => string}
 */
export function masks(entries, none, first = []) {
  /** @type {Map<string, string>} */
  const people = new Map();
  for (const id of [...first, ...entries.map((each) => each.id)]) if (id && !people.has(id)) people.set(id, personName(people.size));
  const words = new Set(none);
  /** @type {Map<string, string>} */
  const others = new Map();
  const known = (/** @type {string} */ id) => people.get(id) ?? people.get(withoutDecimal(id)) ?? (words.has(folded(id)) ? id : others.get(id));
  for (const { boss } of entries) if (known(boss) === undefined) others.set(boss, `X${others.size + 1}`);
  return (id) => known(id) ?? "?";
}

/** What somebody is called whose name nobody sees. @param {number} person a place in the canonical order @returns {string} */
export function personName(person) {
  return `P${person + 1}`;
}
