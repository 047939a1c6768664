/** How numbers of the model are written. Units, labels and which units are written out of 100 come from the catalog. */
import { format } from "../../vendor/d3.js";

/** @typedef {import("./catalog.js").Catalog} Catalog */

const MINUS = "\u2212";

/** A number as text, as many digits as its size asks for. @param {number} value @returns {string} */
export function number(value) {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const digits = size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 2 : 4;
  return clean(format(`,.${digits}~f`)(value));
}

/** How charts write an outcome. @param {Catalog} catalog @param {string} unit @returns {"percent" | "number"} */
export function formatOf(catalog, unit) {
  return catalog.percent(unit) ? "percent" : "number";
}

/**
 * A difference between outcomes with its sign, in points out of 100 where they are written so: `+7`, `−0.4`.
 * @param {Catalog} catalog @param {string} unit @param {number} value @returns {string}
 */
export function differenceText(catalog, unit, value) {
  if (!Number.isFinite(value)) return "–";
  const shown = catalog.percent(unit) ? 100 * value : value;
  const size = Math.abs(shown);
  const text = catalog.percent(unit) ? format(size < 0.95 ? ".1f" : ".0f")(size) : number(size);
  if (Number(text.replaceAll(",", "")) === 0) return "0";
  return `${value < 0 ? MINUS : "+"}${text}`;
}

/** A value of a parameter with its unit. @param {Catalog} catalog @param {string} unit @param {number} value @returns {string} */
export function parameterValue(catalog, unit, value) {
  if (catalog.percent(unit)) return `${clean(format(".1~f")(100 * value))}%`;
  if (unit === "week") return value < 0 ? "never" : `week ${number(value)}`;
  return unit === "logit" || unit === "ratio" ? number(value) : `${number(value)} ${unit.replace(/^1\//, "per ")}`;
}

/** With a true minus sign, and no minus before a zero. @param {string} text @returns {string} */
function clean(text) {
  const minus = text.replace("-", MINUS);
  return /^−0(\.0*)?$/.test(minus) ? minus.slice(1) : minus;
}
