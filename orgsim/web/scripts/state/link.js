/**
 * The whole state in the link's hash, short and readable: `#simulator?m=ddb52cb2&A=management_trap&B=half_hearted;coaching:2.5`.
 * Reading never fails: what is not understood is left as it is by default, and a message says so.
 *
 * @typedef {import("../model/catalog.js").Catalog} Catalog
 * @typedef {import("./store.js").State} State
 * @typedef {Record<string, (catalog: Catalog) => Iterable<string>>} Among the values that a detail may have
 * @typedef {{id: string, keys?: string[], among?: Among}} PageKeys a page, and the names of the details that it keeps in the link
 * @typedef {{state: State, messages: string[]}} Read
 */
import { suggestion } from "../model/nearest.js";
import { outside, readFuture, writeFuture } from "./futuretext.js";

const DIGITS = 8;
const OWN = "own";

/** @param {Catalog} catalog @param {State} state @param {State} usual the state of a new page @returns {string} from the `#` on */
export function writeLink(catalog, state, usual) {
  /** @type {[string, string][]} */
  const pairs = [["m", catalog.model.slice(0, DIGITS)]];
  const organization = "own" in state.organization ? OWN : state.organization.preset;
  if (state.organization !== usual.organization) pairs.push(["o", organization]);
  const { A, B, C } = state.futures;
  pairs.push(["A", writeFuture(A)], ["B", writeFuture(B)]);
  if (C) pairs.push(["C", writeFuture(C)]);
  if (state.editing !== usual.editing) pairs.push(["e", state.editing]);
  if (state.weeks !== usual.weeks) pairs.push(["w", String(state.weeks)]);
  if (state.seed !== usual.seed) pairs.push(["s", String(state.seed)]);
  if (state.week !== state.weeks - 1) pairs.push(["t", String(state.week)]);
  if (state.charts.join() !== usual.charts.join()) pairs.push(["charts", state.charts.join(",")]);
  const own = Object.entries(state.details).filter(([key]) => key.startsWith(`${state.page}.`));
  for (const [key, value] of own.sort()) pairs.push([key, value]);
  return `#${state.page}?${pairs.map(([key, value]) => `${key}=${escaped(value)}`).join("&")}`;
}

/**
 * @param {Catalog} catalog
 * @param {string} hash from the `#` on
 * @param {PageKeys[]} pages
 * @param {State} usual the state of a new page
 * @param {State} [now] the state before, whose own organization a link cannot hold
 * @returns {Read}
 */
export function readLink(catalog, hash, pages, usual, now = usual) {
  /** @type {string[]} */
  const messages = [];
  const say = (/** @type {string} */ message) => void messages.push(message.replace(/\?\.$/, "?"));
  const [id, query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const ids = pages.map((page) => page.id);
  if (id && !ids.includes(id)) say(`There is no page “${id}”${suggestion(id, ids)}.`);
  const page = ids.includes(id) ? id : usual.page;
  /** @type {State} */
  const state = { ...usual, page, futures: { ...usual.futures }, details: elsewhere(now, page) };
  const keys = new Map(pages.flatMap((each) => (each.keys ?? []).map((key) => [`${each.id}.${key}`, each.among?.[key]])));
  let week = null;
  for (const [key, value] of pairsOf(query, say)) {
    if (key === "m") older(catalog, value, say);
    else if (key === "t") week = whole(key, value, 0, catalog.app.weeks, say);
    else if (keys.has(key)) detail(catalog, state, key, value, keys.get(key), say);
    else readKey(catalog, state, now, key, value, say, [...keys.keys()]);
  }
  return { state: { ...state, week: Math.min(week ?? state.weeks - 1, state.weeks - 1) }, messages };
}

/** The details of other pages, of which a link says nothing. @param {State} now @param {string} page @returns {State["details"]} */
function elsewhere(now, page) {
  return Object.fromEntries(Object.entries(now.details).filter(([key]) => !key.startsWith(`${page}.`)));
}

/**
 * @param {Catalog} catalog @param {State} state @param {State} now @param {string} key @param {string} value
 * @param {(message: string) => void} say @param {string[]} others
 */
function readKey(catalog, state, now, key, value, say, others) {
  const bounds = catalog.tables.bounds;
  if (key === "o") state.organization = organization(catalog, value, now, say) ?? state.organization;
  else if (key === "A" || key === "B" || key === "C") {
    const future = readFuture(catalog, value, (message) => say(`Future ${key}: ${message}.`));
    if (future) state.futures[key] = future;
  } else if (key === "e") {
    if (value === "A" || value === "B" || value === "C") state.editing = value;
    else say(`“e”: ${value}; A, B or C expected.`);
  } else if (key === "w") state.weeks = whole(key, value, bounds.weeks.low, catalog.app.weeks, say) ?? state.weeks;
  else if (key === "s") state.seed = whole(key, value, bounds.seed.low, bounds.seed.high, say) ?? state.seed;
  else if (key === "charts") state.charts = charts(catalog, value, say) ?? state.charts;
  else say(`“${key}”: unknown${suggestion(key, ["charts", ...others])}.`);
}

/**
 * @param {Catalog} catalog @param {State} state @param {string} key @param {string} value
 * @param {Among[string] | undefined} among @param {(message: string) => void} say
 */
function detail(catalog, state, key, value, among, say) {
  const known = among && [...among(catalog)];
  if (known && !known.includes(value)) say(`“${key}”: ${value} is unknown${suggestion(value, known)}.`);
  else state.details[key] = value;
}

/** @param {Catalog} catalog @param {string} value @param {State} now @param {(message: string) => void} say */
function organization(catalog, value, now, say) {
  if (value === OWN) {
    if ("own" in now.organization) return now.organization;
    say("This link was made with an organization that stays on its owner's computer; the usual department is shown instead.");
    return null;
  }
  if (catalog.organization.has(value)) return { preset: value };
  say(`Organization “${value}”: unknown${suggestion(value, catalog.organization.keys())}.`);
  return null;
}

/** @param {Catalog} catalog @param {string} value @param {(message: string) => void} say */
function charts(catalog, value, say) {
  const names = [...new Set(value.split(","))];
  for (const name of names) {
    if (!catalog.place.has(name)) say(`Chart “${name}”: unknown${suggestion(name, catalog.place.keys())}.`);
  }
  const known = names.filter((name) => catalog.place.has(name));
  return known.length > 0 ? known : null;
}

/** @param {Catalog} catalog @param {string} value @param {(message: string) => void} say */
function older(catalog, value, say) {
  if (catalog.model.startsWith(value) && value.length >= DIGITS) return;
  say("This link comes from another version of the model; its numbers may have been different.");
}

/** @param {string} key @param {string} text @param {number} low @param {number} high @param {(message: string) => void} say */
function whole(key, text, low, high, say) {
  const fault = outside(key, text, low, high, true);
  if (fault) say(`${fault}.`);
  return fault ? null : Number(text);
}

/** @param {string} query @param {(message: string) => void} say @returns {[string, string][]} */
function pairsOf(query, say) {
  return query.split("&").filter(Boolean).map((part) => {
    const [key, value = ""] = part.split(/=(.*)/s);
    return [plain(key, say), plain(value, say)];
  });
}

/** @param {string} text @param {(message: string) => void} say */
function plain(text, say) {
  try {
    return decodeURIComponent(text);
  } catch {
    say(`“${text}” is not well written; it was taken as it stands.`);
    return text;
  }
}

/** Written so that a link can be read. @param {string} text */
function escaped(text) {
  return encodeURIComponent(text).replace(/%(3A|3B|2C)/g, (code) => decodeURIComponent(code));
}
