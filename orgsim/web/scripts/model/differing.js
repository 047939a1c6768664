/**
 * What futures differ in, and futures in between: one of the differences taken over at a time.
 *
 * @typedef {import("./catalog.js").Catalog} Catalog
 * @typedef {import("./future.js").Future} Future
 * @typedef {{value: number, dates: import("./catalog.js").Dates | null}} Setting `dates` of a lever that is pulled
 * @typedef {{key: string, label: string, settings: Setting[], differs: boolean}} Row a parameter in each of several futures
 */
import { isLever, leverName } from "./catalog.js";
import { inputs, tidy, valueOf, withValue } from "./future.js";

/**
 * The parameters and levers in which futures differ, in the table's order.
 * @param {Catalog} catalog @param {Future[]} futures @returns {Row[]}
 */
export function differing(catalog, futures) {
  const told = futures.map((future) => inputs(catalog, future));
  return catalog.tables.parameters
    .map(({ key }) => {
      const settings = told.map((each) => settingOf(catalog, each, key));
      const written = settings.map((each) => JSON.stringify(each));
      return { key, label: labelOf(catalog, key), settings, differs: written.some((each) => each !== written[0]) };
    })
    .filter((row) => row.differs);
}

/**
 * A future with one parameter, or one lever and its dates, as in another future.
 * @param {Catalog} catalog @param {Future} future @param {Future} other @param {string} key @returns {Future}
 */
export function withOne(catalog, future, other, key) {
  const { value, dates } = settingOf(catalog, inputs(catalog, other), key);
  const changed = withValue(catalog, future, key, value);
  if (!isLever(key) || !dates) return changed;
  const own = { week: dates.week, ramp: dates.ramp, end: dates.end ?? /** @type {const} */ ("never") };
  return tidy({ ...changed, timing: { ...changed.timing, [leverName(key)]: own } });
}

/**
 * A future whose shift begins in another week; levers with dates of their own keep them.
 * @param {Future} future @param {number} week @param {import("./catalog.js").Dates} shift as it is
 * @returns {Future} support that ends goes on as long as before
 */
export function shiftedTo(future, week, shift) {
  const end = shift.end === null ? null : shift.end + week - shift.week;
  return tidy({ ...future, shift: { week, ramp: shift.ramp, end } });
}

/**
 * The sliders of the catalog with the values that a step to either side of a future's gives, as far as the slider goes.
 * @param {Catalog} catalog @param {Future} future @param {number} share of the slider's range that a step is
 * @returns {{key: string, label: string, down: number, up: number, value: number}[]}
 */
export function steps(catalog, future, share) {
  return catalog.app.groups.flatMap(({ sliders }) =>
    sliders.map(({ key, label, low, high }) => {
      const row = catalog.parameter(key);
      const [least, most] = [low ?? row.low, high ?? row.high];
      const value = valueOf(catalog, future, key);
      const step = share * (most - least);
      return { key, label, value, down: Math.max(value - step, Math.min(least, value)), up: Math.min(value + step, Math.max(most, value)) };
    }),
  );
}

/** What a parameter is called: as on its slider, or what the table says of it. @param {Catalog} catalog @param {string} key */
export function labelOf(catalog, key) {
  const slider = catalog.app.groups.flatMap((group) => group.sliders).find((each) => each.key === key);
  if (slider) return slider.label;
  const { meaning } = catalog.parameter(key);
  return meaning.charAt(0).toUpperCase() + meaning.slice(1);
}

/** @param {Catalog} catalog @param {import("./future.js").Inputs} told @param {string} key @returns {Setting} */
function settingOf(catalog, told, key) {
  const { default: usual } = catalog.parameter(key);
  if (!isLever(key)) return { value: told.fixed[key] ?? usual, dates: null };
  const pulled = told.levers[leverName(key)];
  if (!pulled || pulled.value === usual) return { value: usual, dates: null };
  const { value, week, ramp, end } = pulled;
  return { value, dates: { week, ramp, end } };
}
