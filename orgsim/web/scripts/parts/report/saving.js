/** Files of a report: those that the page makes itself, and those that it asks the server for. */
import { bandsText } from "../../export/csv.js";
import { download } from "../../export/download.js";
import { configurationText, named } from "../../export/yaml.js";
import { FULL } from "../../engine/live.js";

/**
 * @typedef {import("../../start.js").App} App
 * @typedef {import("../../model/catalog.js").Catalog} Catalog
 * @typedef {import("../../state/store.js").State} State
 * @typedef {import("./notes.js").Content} Content
 */

const SHORT = 8;
const LETTERS = /** @type {const} */ (["A", "B", "C"]);

/** What made the numbers, in one line. @param {Catalog} catalog @param {State} state @param {number} [replications] @returns {string} */
export function sourceOf(catalog, { weeks, seed }, replications = FULL) {
  return `orgsim · model ${catalog.model.slice(0, SHORT)} · ${replications} replications of ${weeks} weeks, seed ${seed}`;
}

/** What stands below a chart that is saved. @param {Catalog} catalog @param {State} state @param {number} [replications] @returns {import("../../export/svg.js").About} */
export function aboutOf(catalog, state, replications) {
  const { title, statements } = catalog.tables.leaves_out;
  return { source: sourceOf(catalog, state, replications), footer: `${title}: ${statements.join(" ")}` };
}

/** The bands as CSV. @param {App} app @param {Content} content */
export async function saveCsv({ catalog, store, engine }, content) {
  const state = store.get();
  const { organization, weeks, seed } = state;
  const futures = named(catalog, state.futures);
  const columns = await Promise.all(
    futures.map(async ({ future, name, title }, place) => {
      const runs = await engine.simulate({ organization, future, weeks, seed, replications: FULL });
      return { name, title: `${LETTERS[place]}: ${title}`, runs };
    }),
  );
  download(new Blob([bandsText(catalog, columns, content.charts, sourceOf(catalog, state))], { type: "text/csv" }), "orgsim-bands.csv");
}

/** The configuration that gives the numbers again. @param {App} app */
export function saveYaml({ catalog, store }) {
  download(new Blob([configurationText(catalog, store.get(), FULL)], { type: "application/yaml" }), "orgsim.yaml");
}

/**
 * A file that the server makes.
 * @param {App} app @param {"html" | "pdf"} kind @param {Content} content @param {Record<string, string>} notes
 */
export async function saveFromServer({ server, store }, kind, content, notes) {
  if (!server) throw new Error("no server answers here");
  const { organization, futures, editing, weeks, seed, week } = store.get();
  const state = { organization: plain(organization), futures, editing, weeks, seed, week, charts: content.charts };
  const answer = await server.post(`api/export/${kind}`, { state, notes });
  download(await answer.blob(), `orgsim.${kind}`);
}

/** With bosses as a list, as JSON has them. @param {State["organization"]} choice */
function plain(choice) {
  return "own" in choice ? { own: { name: choice.own.name, bosses: Array.from(choice.own.bosses) } } : choice;
}
