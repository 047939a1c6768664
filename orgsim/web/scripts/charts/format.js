/**
 * How numbers are written in charts: one formatter for ticks, values and differences of an outcome.
 *
 * @typedef {"percent" | "number" | ((value: number) => string)} Format
 * @typedef {object} Formatter
 * @property {(value: number) => string} tick on an axis
 * @property {(value: number) => string} value in labels and tables
 * @property {(value: number) => string} difference signed, in the units of the values (percent: points)
 */
import { format } from "../../vendor/d3.js";

const MISSING = "–";
const MINUS = "−";
const percent = format(".0f");

/** @param {(value: number) => string} write @returns {(value: number) => string} dashes for what is missing, and no "−0" */
function careful(write) {
  return (value) => {
    if (!Number.isFinite(value)) return MISSING;
    const text = write(value).replace(/^-/, MINUS);
    return /^[+−]0*(\.0*)?%?$/.test(text) ? text.slice(1) : text;
  };
}

/** @param {(value: number) => string} write a number not below zero @returns {(value: number) => string} with its sign */
function signed(write) {
  return careful((value) => (value < 0 ? "-" : "+") + write(Math.abs(value)));
}

/** Three figures that matter, without trailing zeros: 0.123, 12.3, 1230. @param {number} value */
function plain(value) {
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return String(Number(value.toFixed(digits)));
}

/**
 * The formatter of an outcome.
 * @param {Format} [kind] percent: shares between 0 and 1 as 0–100 %; number: three figures; or an own function for values
 * @returns {Formatter}
 */
export function formatter(kind = "number") {
  if (kind === "percent") {
    const value = careful((share) => `${percent(100 * share)}%`);
    return { tick: value, value, difference: signed((share) => percent(100 * share)) };
  }
  const value = careful(typeof kind === "function" ? kind : plain);
  return { tick: value, value, difference: signed(typeof kind === "function" ? kind : plain) };
}
