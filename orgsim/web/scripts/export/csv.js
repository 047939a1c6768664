/**
 * The bands as a table: a row for each outcome, future and week, below lines that say what it is and what the model leaves out.
 *
 * @typedef {import("../model/catalog.js").Catalog} Catalog
 * @typedef {import("../engine/bands.js").Runs} Runs
 * @typedef {{name: string, title: string, runs: Runs}} Column a future's runs
 */
import { bandsOf } from "../engine/bands.js";
import { pythonFloat } from "./numbers.js";
import { cell, guardedLine } from "./spreadsheet.js";

const HEAD = "week,outcome,scenario,low,median,high";

/**
 * The whole file. 10 % of the runs are below low, half below median, 90 % below high.
 * @param {Catalog} catalog @param {Column[]} columns @param {string[]} outcomes names @param {string} source what made the numbers
 * @returns {string}
 */
export function bandsText(catalog, columns, outcomes, source) {
  const { title, statements } = catalog.tables.leaves_out;
  const about = [source, ...columns.map((each) => `${each.name} is ${each.title}`), `${title}:`, ...statements.map((each) => `- ${each}`)];
  const rows = outcomes.flatMap((outcome) => columns.flatMap((column) => rowsOf(catalog, column, outcome)));
  return [...about.map((line) => guardedLine(`# ${line.replace(/\s+/g, " ").trim()}`)), HEAD, ...rows, ""].join("\n");
}

/** @param {Catalog} catalog @param {Column} column @param {string} outcome @returns {string[]} */
function rowsOf(catalog, { name, runs }, outcome) {
  const { low, median, high } = bandsOf(runs, /** @type {number} */ (catalog.place.get(outcome)));
  return Array.from(median, (_, week) => [week, outcome, cell(name), ...[low[week], median[week], high[week]].map(number)].join(","));
}

/** @param {number} value @returns {string} empty where nothing is known */
function number(value) {
  return Number.isFinite(value) ? pythonFloat(value) : "";
}
