/**
 * The command line that runs one future again, alone.
 *
 * @typedef {import("../model/catalog.js").Catalog} Catalog
 * @typedef {import("../model/future.js").Future} Future
 * @typedef {Pick<import("../state/store.js").State, "organization" | "weeks" | "seed">} Study
 */
import { pythonFloat } from "./numbers.js";

/** What the future sets, as overrides. @param {Future} future @returns {string[]} */
export function overridesOf({ scenario, fixed = {}, levers = {}, shift = {}, timing = {} }) {
  return [
    `scenario=${scenario}`,
    ...pairs("", fixed),
    ...pairs("levers.", levers),
    ...pairs("shift.", shift),
    ...Object.entries(timing).flatMap(([lever, dates]) => pairs(`timing.${lever}.`, dates)),
  ];
}

/**
 * The whole command; null for an organization of one's own, whose file only its owner knows.
 * @param {Catalog} catalog @param {Study} study @param {Future} future @param {number} replications @returns {string | null}
 */
export function commandOf(catalog, { organization, weeks, seed }, future, replications) {
  if ("own" in organization) return null;
  const usual = catalog.tables.written.organization;
  const section = catalog.organization.get(organization.preset)?.section ?? usual;
  const differing = Object.entries(section).filter(([key, value]) => usual[key] !== value);
  const rest = ["'compare=[]'", `weeks=${weeks}`, `seed=${seed}`, `replications=${replications}`];
  return ["orgsim", ...overridesOf(future), ...pairs("organization.", Object.fromEntries(differing)), ...rest].join(" ");
}

/** @param {string} prefix @param {Record<string, unknown>} values @returns {string[]} */
function pairs(prefix, values) {
  const written = (/** @type {unknown} */ value) => (typeof value === "number" && !Number.isInteger(value) ? pythonFloat(value) : value);
  return Object.entries(values).map(([key, value]) => `${prefix}${key}=${written(value)}`);
}
