/**
 * A report's own content, as its link keeps it: which charts in which order, a title, a text, and a note at each chart.
 *
 * @typedef {import("../../model/catalog.js").Catalog} Catalog
 * @typedef {{charts: string[], title: string, text: string, notes: Record<string, string>}} Content `charts` are names of outcomes
 * @typedef {{charts?: string, title?: string, text?: string, notes?: string}} Kept
 */

/** Names that stand above all charts. */
const ABOVE = ["title", "text"];

/**
 * What is not understood is left out.
 * @param {Catalog} catalog @param {Kept} kept @param {string[]} usual charts where none were chosen @returns {Content}
 */
export function readContent(catalog, { charts, title = "", text = "", notes = "" }, usual) {
  const longest = catalog.tables.written.longest_note;
  const chosen = charts === undefined ? usual : charts.split(",").filter((name, place, all) => catalog.place.has(name) && all.indexOf(name) === place);
  const known = Object.entries(objectOf(notes)).filter(([name, note]) => catalog.place.has(name) && typeof note === "string");
  const short = (/** @type {string} */ each) => each.slice(0, longest);
  return {
    charts: chosen,
    title: short(title),
    text: short(text),
    notes: Object.fromEntries(known.map(([name, note]) => [name, short(/** @type {string} */ (note))])),
  };
}

/** @param {string} text @returns {Record<string, unknown>} */
function objectOf(text) {
  try {
    const found = text ? JSON.parse(text) : {};
    return typeof found === "object" && found !== null && !Array.isArray(found) ? found : {};
  } catch {
    return {};
  }
}

/** Notes as a link keeps them; empty ones are left out. @param {Record<string, string>} notes @returns {string} */
export function writeNotes(notes) {
  const kept = Object.entries(notes).filter(([, note]) => note !== "");
  return kept.length > 0 ? JSON.stringify(Object.fromEntries(kept)) : "";
}

/** A chart one place up (-1) or down (1); the same list where it is at the end. @param {string[]} charts @param {string} name @param {1 | -1} way @returns {string[]} */
export function moved(charts, name, way) {
  const from = charts.indexOf(name);
  const to = from + way;
  if (from < 0 || to < 0 || to >= charts.length) return charts;
  const next = [...charts];
  [next[from], next[to]] = [next[to], next[from]];
  return next;
}

/** The notes that exports are told: of the charts that are shown, and above them. @param {Content} content @returns {Record<string, string>} */
export function notesFor({ charts, title, text, notes }) {
  const all = /** @type {Record<string, string>} */ ({ title, text, ...notes });
  return Object.fromEntries([...ABOVE, ...charts].filter((name) => all[name]?.trim()).map((name) => [name, all[name]]));
}
