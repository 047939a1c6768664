/** How sweeps are spoken of on the page. */
import { formatter } from "../../charts/index.js";
import { formatOf } from "../../model/format.js";

/**
 * @typedef {import("../../model/catalog.js").Catalog} Catalog
 * @typedef {import("./cells.js").Scalar} Scalar
 * @typedef {{key: string, label: string, kind: string, low: number | null, high: number | null, scale: string | null,
 *   values: (number | string)[] | null, varies: boolean, unit: string, meaning: string}} Factor
 */

const SHOWN = 9;
const write = formatter("number").value;

/** `Final performance` of `final_performance`. @param {string} name */
export function labelOf(name) {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** With a capital letter at its start. @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The values or the range of a factor. @param {Factor} factor @returns {string} */
export function rangeText({ low, high, values, scale, unit }) {
  const told = unit ? ` (${unit})` : "";
  if (low !== null && high !== null) return `${write(low)} to ${write(high)}${scale === "log" ? ", by its logarithm" : ""}${told}`;
  if (!values || values.length === 0) return "many values";
  const texts = values.map(valueText);
  if (texts.length <= SHOWN) return `${texts.join(", ")}${told}`;
  return `${texts.length} values from ${texts[0]} to ${texts[texts.length - 1]}${told}`;
}

/** @param {number | string} value */
export function valueText(value) {
  return typeof value === "number" ? write(value) : value;
}

/** How a scalar's values are written. @param {Catalog} catalog @param {Scalar | undefined} scalar */
export function scalarFormat(catalog, scalar) {
  return formatOf(catalog, scalar?.unit ?? "");
}

/** A scalar's value between the catalog's unit and what is typed: out of 100 where it is written so. @param {Catalog} catalog @param {Scalar | undefined} scalar */
export function typedScale(catalog, scalar) {
  return catalog.percent(scalar?.unit ?? "") ? 100 : 1;
}

/** A number that can be typed back. @param {number} value */
export function typedNumber(value) {
  return String(Number(value.toPrecision(6)));
}
