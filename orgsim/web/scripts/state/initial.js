/** The state of a new page, as the catalog has it. */

/**
 * @param {import("../model/catalog.js").Catalog} catalog
 * @param {string} page the page shown first
 * @returns {import("./store.js").State}
 */
export function initialState(catalog, page) {
  const { weeks, seed } = catalog.tables.design;
  const { start, charts, organization } = catalog.app;
  return {
    page,
    organization: { preset: organization },
    futures: { A: { scenario: start.A }, B: { scenario: start.B }, C: null },
    editing: "B",
    weeks,
    seed,
    week: weeks - 1,
    charts,
    details: {},
  };
}
