/**
 * A future as a short text for links, `half_hearted;coaching:2.5;context.trust.gain:0.2;shift.week:104;timing.replace_below.ramp:0`,
 * and back, leaving out what is not understood and saying so.
 *
 * @typedef {import("../model/catalog.js").Catalog} Catalog
 * @typedef {import("../model/future.js").Future} Future
 */
import { isLever, leverName } from "../model/catalog.js";
import { tidy } from "../model/future.js";
import { suggestion } from "../model/nearest.js";

const DATES = ["week", "ramp", "end"];
const NEVER = "never";

/** @param {Future} future @returns {string} */
export function writeFuture(future) {
  const parts = [future.scenario];
  for (const [name, value] of Object.entries(future.levers ?? {})) parts.push(`${name}:${value}`);
  for (const [key, value] of Object.entries(future.fixed ?? {})) parts.push(`${key}:${value}`);
  for (const [name, value] of Object.entries(future.shift ?? {})) parts.push(`shift.${name}:${value ?? NEVER}`);
  for (const [lever, dates] of Object.entries(future.timing ?? {})) {
    for (const [name, value] of Object.entries(dates)) parts.push(`timing.${lever}.${name}:${value}`);
  }
  return parts.join(";");
}

/**
 * @param {Catalog} catalog @param {string} text
 * @param {(message: string) => void} say is told what is left out
 * @returns {Future | null} null when there is no such scenario
 */
export function readFuture(catalog, text, say) {
  const [scenario, ...parts] = text.split(";");
  if (!catalog.scenario.has(scenario)) {
    say(`scenario “${scenario}”: unknown${suggestion(scenario, catalog.scenario.keys())}`);
    return null;
  }
  /** @type {Required<Future>} */
  const future = { scenario, fixed: {}, levers: {}, shift: {}, timing: {} };
  for (const part of parts.filter((each) => each !== "")) {
    const fault = readPart(catalog, future, part);
    if (fault) say(fault);
  }
  return tidy(future);
}

/** @param {Catalog} catalog @param {Required<Future>} future @param {string} part @returns {string | null} what is wrong */
function readPart(catalog, future, part) {
  const [key, text = "", more] = part.split(":");
  if (more !== undefined || text === "") return `“${part}”: a key, a colon and a number expected`;
  const [section, name, date] = key.split(".");
  if (section === "shift" && DATES.includes(name) && date === undefined) {
    return readDate(catalog, key, name, text, (value) => Object.assign(future.shift, { [name]: value === NEVER ? null : value }));
  }
  if (section === "timing" && catalog.levers.includes(name) && DATES.includes(date)) {
    return readDate(catalog, key, date, text, (value) => {
      future.timing[name] = { ...future.timing[name], [date]: value };
    });
  }
  const full = catalog.levers.includes(key) ? `levers.${key}` : key;
  const row = catalog.parameters.get(full);
  if (!row) return `“${key}”: unknown${suggestion(key, knownKeys(catalog))}`;
  const value = Number(text);
  const fault = outside(key, text, row.low, row.high, row.whole);
  if (!fault) (isLever(full) ? future.levers : future.fixed)[isLever(full) ? leverName(full) : full] = value;
  return fault;
}

/**
 * @param {Catalog} catalog @param {string} key @param {string} name @param {string} text
 * @param {(value: number | "never") => void} keep
 */
function readDate(catalog, key, name, text, keep) {
  if (name === "end" && text === NEVER) {
    keep(NEVER);
    return null;
  }
  const { low, high } = catalog.tables.bounds[name];
  const fault = outside(key, text, low, high, true);
  if (!fault) keep(Number(text));
  return fault;
}

/**
 * A line for what is no number in its bounds.
 * @param {string} key @param {string} text @param {number} low @param {number} high @param {boolean} whole
 * @returns {string | null}
 */
export function outside(key, text, low, high, whole) {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  const fits = Number.isFinite(value) && value >= low && value <= high && (!whole || Number.isInteger(value));
  return fits ? null : `“${key}”: ${text || "nothing"}; a ${whole ? "whole number" : "number"} from ${low} to ${high} expected`;
}

/** @param {Catalog} catalog @returns {string[]} */
function knownKeys(catalog) {
  const dates = DATES.flatMap((date) => [`shift.${date}`, ...catalog.levers.map((lever) => `timing.${lever}.${date}`)]);
  return [...catalog.levers, ...catalog.parameters.keys(), ...dates];
}
