/** Names that say nothing: P1, P2, … for the people of a file in its order, X1, X2, … for bosses who are not in it. */
import { withoutDecimal } from "./repair.js";
import { folded } from "./text.js";

/**
 * @param {import("./repair.js").Entry[]} entries @param {string[]} none words for "no boss", which stay as they are
 * @returns {(id: string) => string}
 */
export function masks(entries, none) {
  /** @type {Map<string, string>} */
  const people = new Map();
  for (const { id } of entries) if (id && !people.has(id)) people.set(id, `P${people.size + 1}`);
  const words = new Set(none);
  /** @type {Map<string, string>} */
  const others = new Map();
  for (const { boss } of entries) {
    const known = people.has(boss) || people.has(withoutDecimal(boss)) || words.has(folded(boss)) || others.has(boss);
    if (!known) others.set(boss, `X${others.size + 1}`);
  }
  return (id) => people.get(id) ?? people.get(withoutDecimal(id)) ?? others.get(id) ?? (words.has(folded(id)) ? id : "");
}
