/** What happens on the way, for marks on a chart's weeks. */
import { inputs, shiftOf, valueOf } from "./future.js";

const WEEK = ".week";

/**
 * The shift and the declared events of a future.
 * @param {import("./catalog.js").Catalog} catalog @param {import("./future.js").Future} future @param {string} letter
 * @param {number} weeks
 * @returns {{week: number, label: string}[]}
 */
export function eventsOf(catalog, future, letter, weeks) {
  const found = [];
  const shift = shiftOf(catalog, future);
  if (Object.keys(inputs(catalog, future).levers).length > 0 && shift.week > 0) {
    found.push({ week: shift.week, label: `${letter} shifts` });
    if (shift.end !== null) found.push({ week: shift.end, label: `${letter} lets go` });
  }
  for (const { key, kind } of catalog.tables.parameters) {
    if (kind !== "event" || !key.endsWith(WEEK)) continue;
    const week = valueOf(catalog, future, key);
    if (week >= 0) found.push({ week, label: `${letter}: ${key.split(".")[1].replaceAll("_", " ")}` });
  }
  return found.filter(({ week }) => week < weeks);
}
