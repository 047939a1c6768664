/** Nested groups as YAML in blocks, letter for letter as Python's safe writer has it. */
import { pythonFloat } from "./numbers.js";

/** A number that is written with a point, whole or not. */
export class Float {
  /** @param {number} value */
  constructor(value) {
    this.value = value;
  }
}

/** @typedef {null | boolean | number | string | Float | any[] | {[key: string]: any}} Value whole numbers as they are */

const OTHER_KINDS = /^(~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?[0-9.][0-9_.:eE+-]*|[-+]?\.(inf|nan)|0x[0-9a-f_]+)$/i;
const STARTS = /^([#,[\]{}&*!|>'"%@`]|[-?:](\s|$)|---|\.\.\.|\s)/;
const INSIDE = /: |:$| #|\s$/;
const STRANGE = /[\u0000-\u001f\u007f-\u00a0\u2028\u2029\ufeff]|[\ud800-\udfff]/u;

/** @param {{[key: string]: Value}} group @returns {string} with a line break at its end */
export function yamlText(group) {
  return `${lines(group, "").join("\n")}\n`;
}

/** @param {{[key: string]: Value}} group @param {string} indent @returns {string[]} */
function lines(group, indent) {
  return Object.entries(group).flatMap(([key, value]) => {
    const start = `${indent}${scalar(key)}:`;
    if (Array.isArray(value) && value.length > 0) return [start, ...value.flatMap((each) => item(each, indent))];
    if (isGroup(value) && Object.keys(value).length > 0) return [start, ...lines(value, `${indent}  `)];
    return [`${start} ${scalar(value)}`];
  });
}

/** @param {Value} value @param {string} indent @returns {string[]} */
function item(value, indent) {
  if (!isGroup(value)) return [`${indent}- ${scalar(value)}`];
  return lines(value, `${indent}  `).map((line, place) => (place === 0 ? `${indent}- ${line.slice(indent.length + 2)}` : line));
}

/** @param {Value} value @returns {value is {[key: string]: Value}} */
function isGroup(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Float);
}

/** @param {Value} value one that stands on one line @returns {string} */
function scalar(value) {
  if (value === null) return "null";
  if (Array.isArray(value)) return "[]";
  if (value instanceof Float) return float(value.value);
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : float(value);
  if (typeof value === "string") return text(value);
  return typeof value === "boolean" ? String(value) : "{}";
}

/** With a point even before an exponent, as YAML 1.1 asks. @param {number} value */
function float(value) {
  const written = pythonFloat(value);
  return written.includes(".") ? written : written.replace("e", ".0e");
}

/** @param {string} value @returns {string} as it is where that cannot be misread, else in quotes */
function text(value) {
  if (STRANGE.test(value)) return JSON.stringify(value);
  if (value === "" || STARTS.test(value) || INSIDE.test(value) || OTHER_KINDS.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return value;
}
