/**
 * A future: one way of leading, as what differs from a named scenario; and what the kernel is told for it.
 * The meaning is that of `orgsim scenario=NAME key=value shift.week=…`: a lever without timing of its own follows the shift,
 * and what a lever's own timing leaves open is that of the shift.
 *
 * @typedef {import("./catalog.js").Catalog} Catalog
 * @typedef {import("./catalog.js").Dates} Dates
 * @typedef {Partial<{week: number, ramp: number, end: number | "never"}>} OwnDates
 *
 * @typedef {object} Future
 * @property {string} scenario
 * @property {Record<string, number>} [fixed] by full key
 * @property {Record<string, number>} [levers] by name
 * @property {Partial<Dates>} [shift]
 * @property {Record<string, OwnDates>} [timing] by lever
 *
 * @typedef {{fixed: Record<string, number>, levers: Record<string, {value: number} & Dates>}} Inputs what the kernel is told
 */
import { isLever, leverName } from "./catalog.js";

/**
 * The whole of a future, written out.
 * @param {Catalog} catalog @param {Future} future @returns {Inputs}
 * @throws {RangeError} when there is no such scenario
 */
export function inputs(catalog, future) {
  const scenario = scenarioOf(catalog, future);
  const values = { ...valuesOf(scenario.levers), ...future.levers };
  /** @type {Inputs["levers"]} */
  const levers = {};
  for (const name of catalog.levers) {
    if (name in values) levers[name] = { value: values[name], ...datesOf(catalog, future, name) };
  }
  return { fixed: { ...scenario.fixed, ...future.fixed }, levers };
}

/** When the levers without dates of their own are pulled. @param {Catalog} catalog @param {Future} future @returns {Dates} */
export function shiftOf(catalog, future) {
  return { ...scenarioOf(catalog, future).shift, ...future.shift };
}

/** When one lever is pulled. @param {Catalog} catalog @param {Future} future @param {string} name @returns {Dates} */
export function datesOf(catalog, future, name) {
  const own = { ...scenarioOf(catalog, future).timing[name], ...future.timing?.[name] };
  const shift = shiftOf(catalog, future);
  const end = own.end === undefined || own.end === null ? shift.end : own.end === "never" ? null : own.end;
  return { week: own.week ?? shift.week, ramp: own.ramp ?? shift.ramp, end };
}

/**
 * The value of a parameter or a lever; of a lever, the one when it is pulled.
 * @param {Catalog} catalog @param {Future} future @param {string} key full key @returns {number}
 */
export function valueOf(catalog, future, key) {
  const own = isLever(key) ? future.levers?.[leverName(key)] : future.fixed?.[key];
  return own ?? usualValue(catalog, future, key);
}

/** The value that the scenario itself gives. @param {Catalog} catalog @param {Future} future @param {string} key @returns {number} */
export function usualValue(catalog, future, key) {
  const scenario = scenarioOf(catalog, future);
  const usual = isLever(key) ? scenario.levers[leverName(key)]?.value : scenario.fixed[key];
  return usual ?? catalog.parameter(key).default;
}

/**
 * The future with a value changed; a value that the scenario has anyway is left out.
 * @param {Catalog} catalog @param {Future} future @param {string} key @param {number} value @returns {Future}
 */
export function withValue(catalog, future, key, value) {
  const usual = usualValue(catalog, future, key);
  const kept = value === usual ? undefined : value;
  if (isLever(key)) return tidy({ ...future, levers: changed(future.levers, leverName(key), kept) });
  return tidy({ ...future, fixed: changed(future.fixed, key, kept) });
}

/**
 * The future with a date of the shift changed.
 * @param {Catalog} catalog @param {Future} future @param {"week" | "ramp" | "end"} name @param {number | null} value
 * @returns {Future}
 */
export function withShift(catalog, future, name, value) {
  const usual = scenarioOf(catalog, future).shift[name];
  return tidy({ ...future, shift: changed(future.shift, name, value === usual ? undefined : value) });
}

/** How many values and dates differ from the scenario. @param {Future} future @returns {number} */
export function changes(future) {
  const timing = Object.values(future.timing ?? {});
  return [future.fixed, future.levers, future.shift, ...timing].reduce((sum, each) => sum + Object.keys(each ?? {}).length, 0);
}

/** @param {Catalog} catalog @param {Future} future */
function scenarioOf(catalog, future) {
  const scenario = catalog.scenario.get(future.scenario);
  if (!scenario) throw new RangeError(`scenario ${future.scenario}: unknown`);
  return scenario;
}

/** @param {Record<string, {value: number}>} levers @returns {Record<string, number>} */
function valuesOf(levers) {
  return Object.fromEntries(Object.entries(levers).map(([name, lever]) => [name, lever.value]));
}

/**
 * @template {Record<string, any>} T
 * @param {T | undefined} group @param {string} name @param {unknown} value undefined takes the name out @returns {T}
 */
function changed(group, name, value) {
  const { [name]: _, ...rest } = /** @type {Record<string, unknown>} */ (group ?? {});
  return /** @type {T} */ (value === undefined ? rest : { ...rest, [name]: value });
}

/** Without empty groups, so that equal futures are equal as text. @param {Future} future @returns {Future} */
export function tidy(future) {
  /** @type {Future} */
  const made = { scenario: future.scenario };
  for (const group of /** @type {const} */ (["fixed", "levers", "shift", "timing"])) {
    const values = future[group];
    if (values && Object.keys(values).length > 0) Object.assign(made, { [group]: sorted(values) });
  }
  return made;
}

/** @param {Record<string, any>} values */
function sorted(values) {
  return Object.fromEntries(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));
}
