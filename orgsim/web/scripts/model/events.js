/**
 * What happens on the way, for marks on a chart's weeks.
 *
 * @typedef {{week: number, letter: string, what: string}} Event
 */
import { inputs, shiftOf, valueOf } from "./future.js";

const WEEK = ".week";

/**
 * The shift and the declared events of a future.
 * @param {import("./catalog.js").Catalog} catalog @param {import("./future.js").Future} future @param {string} letter
 * @param {number} weeks
 * @returns {Event[]}
 */
export function eventsOf(catalog, future, letter, weeks) {
  const found = [];
  const shift = shiftOf(catalog, future);
  if (Object.keys(inputs(catalog, future).levers).length > 0 && shift.week > 0) {
    found.push({ week: shift.week, letter, what: "shift" });
    if (shift.end !== null) found.push({ week: shift.end, letter, what: "end of the shift" });
  }
  for (const { key, kind } of catalog.tables.parameters) {
    if (kind !== "event" || !key.endsWith(WEEK)) continue;
    const week = valueOf(catalog, future, key);
    if (week >= 0) found.push({ week, letter, what: key.split(".")[1].replaceAll("_", " ") });
  }
  return found.filter(({ week }) => week < weeks);
}

/** Marks for a chart; what several futures share is said once: `B, C: shift`. @param {Event[]} events @returns {{week: number, label: string}[]} */
export function marksOf(events) {
  /** @type {Map<string, {week: number, letters: string[], what: string}>} */
  const found = new Map();
  for (const { week, letter, what } of events) {
    const key = `${week} ${what}`;
    const known = found.get(key) ?? { week, letters: [], what };
    known.letters.push(letter);
    found.set(key, known);
  }
  return [...found.values()].map(({ week, letters, what }) => ({ week, label: `${letters.join(", ")}: ${what}` }));
}
