/**
 * The configuration that gives a page's numbers again, the same text that Python writes for the same state. From the catalog
 * come all names, values and lines; here is only where they go.
 *
 * @typedef {import("../model/catalog.js").Catalog} Catalog
 * @typedef {import("../model/future.js").Future} Future
 * @typedef {import("./yamltext.js").Value} Value
 * @typedef {Pick<import("../state/store.js").State, "organization" | "futures" | "weeks" | "seed">} State
 * @typedef {{future: Future, name: string, title: string}} Named
 */
import { datesOf, shiftOf, valueOf } from "../model/future.js";
import { Float, yamlText } from "./yamltext.js";

const LETTERS = /** @type {const} */ (["A", "B", "C"]);

/**
 * The text of a file that `orgsim scenario=FILE` runs to the page's numbers.
 * @param {Catalog} catalog @param {State} state @param {number} replications @returns {string}
 */
export function configurationText(catalog, state, replications) {
  const { above, own, engine, design: usual } = catalog.tables.written;
  const [asked, ...others] = named(catalog, state.futures);
  const section = "own" in state.organization ? own.section : catalog.organization.get(state.organization.preset)?.section;
  const main = sections(catalog, asked);
  const design = { ...usual, replications, weeks: state.weeks, seed: state.seed };
  const text = yamlText({
    defaults: [{ "override /organization": /** @type {any} */ (section).kind }, "_self_"],
    ...main,
    organization: /** @type {Value} */ (section ?? null),
    compare: others.map(({ name }) => name),
    compared: Object.fromEntries(others.map((other) => [other.name, compared(catalog, other, asked)])),
    ...design,
    engine,
    people: [],
  });
  return ("own" in state.organization ? own.above : "") + above + text;
}

/**
 * The futures there are, with names of their own: those of one scenario get letters, changed ones say so in their title.
 * @param {Catalog} catalog @param {State["futures"]} futures @returns {Named[]}
 */
export function named(catalog, futures) {
  const there = LETTERS.flatMap((letter) => (futures[letter] ? [/** @type {Future} */ (futures[letter])] : []));
  return there.map((future, place) => {
    const { title } = /** @type {import("../model/catalog.js").Scenario} */ (catalog.scenario.get(future.scenario));
    const alone = there.filter((each) => each.scenario === future.scenario).length === 1;
    const { scenario: _, ...parts } = future;
    const changed = Object.values(parts).some((part) => part && Object.keys(part).length > 0);
    return { future, name: alone ? future.scenario : `${future.scenario}_${LETTERS[place]}`, title: changed ? `${title}, changed` : title };
  });
}

/** Everything that a scenario says, in the order of the table. @param {Catalog} catalog @param {Named} named @returns {{[key: string]: Value}} */
function sections(catalog, { future, name, title }) {
  /** @type {{[key: string]: any}} */
  const found = { scenario: { name, title }, context: {}, start: {}, levers: {}, events: {} };
  for (const { key } of catalog.tables.parameters) put(found, key, new Float(valueOf(catalog, future, key)));
  const scenario = catalog.scenario.get(future.scenario);
  const timing = catalog.levers.flatMap((lever) => {
    const given = { ...scenario?.timing[lever], ...future.timing?.[lever] };
    if (Object.values(given).every((value) => value === null || value === undefined)) return [];
    const { week, ramp, end } = datesOf(catalog, future, lever);
    return [[lever, { week, ramp, end: end ?? "never" }]];
  });
  return { ...found, shift: dates(shiftOf(catalog, future)), timing: Object.fromEntries(timing) };
}

/** @param {import("../model/catalog.js").Dates} shift @returns {Value} */
function dates({ week, ramp, end }) {
  return { week, ramp, end };
}

/** A compared scenario: its own sections whole, of the context only what differs. @param {Catalog} catalog @param {Named} other @param {Named} asked @returns {Value} */
function compared(catalog, other, asked) {
  const { context: _, ...whole } = sections(catalog, other);
  /** @type {{[key: string]: any}} */
  const differing = { context: {} };
  for (const { key, kind } of catalog.tables.parameters) {
    if (kind !== "context") continue;
    const value = valueOf(catalog, other.future, key);
    if (value !== valueOf(catalog, asked.future, key)) put(differing, key, new Float(value));
  }
  return { ...whole, context: differing.context };
}

/** @param {{[key: string]: any}} groups @param {string} key with points between its parts @param {Value} value */
function put(groups, key, value) {
  const parts = key.split(".");
  const last = /** @type {string} */ (parts.pop());
  let group = groups;
  for (const part of parts) group = group[part] ??= {};
  group[last] = value;
}
