/** Futures in which one mechanism of the model is switched off, as the catalog's table of mechanisms says. */
import { isLever, leverName } from "./catalog.js";
import { inputs, tidy, valueOf, withValue } from "./future.js";

/** @typedef {import("./catalog.js").Catalog} Catalog */
/** @typedef {import("./catalog.js").Mechanism} Mechanism */
/** @typedef {import("./future.js").Future} Future */

/**
 * The mechanisms that are at work in a future, each with the future without it.
 * @param {Catalog} catalog @param {Future} future
 * @returns {{mechanism: Mechanism, future: Future}[]}
 */
export function withoutEach(catalog, future) {
  return catalog.tables.mechanisms
    .filter((mechanism) => atWork(catalog, future, mechanism))
    .map((mechanism) => ({ mechanism, future: without(catalog, future, mechanism) }));
}

/**
 * The future with a mechanism switched off from the first week to the last.
 * @param {Catalog} catalog @param {Future} future @param {Mechanism} mechanism @returns {Future}
 */
export function without(catalog, future, { key, off }) {
  const found = withValue(catalog, future, key, off);
  if (!isLever(key)) return found;
  return tidy({ ...found, timing: { ...found.timing, [leverName(key)]: { week: 0, ramp: 0, end: "never" } } });
}

/** @param {Catalog} catalog @param {Future} future @param {Mechanism} mechanism @returns {boolean} */
function atWork(catalog, future, { key, off }) {
  if (!isLever(key)) return valueOf(catalog, future, key) !== off;
  const everyday = catalog.parameter(key).default;
  return everyday !== off || (inputs(catalog, future).levers[leverName(key)]?.value ?? everyday) !== off;
}
