/** The list of repairs as a file that spreadsheets open. */
import { cell } from "../export/spreadsheet.js";

/** @typedef {import("./repair.js").Repair} Repair */

const COLUMNS = /** @type {const} */ (["row", "reference", "kind", "problem", "repair"]);

/**
 * @param {Repair[]} repairs @param {string} file the file that was repaired
 * @returns {{name: string, text: string}} with a byte-order mark, so that Excel reads letters right
 */
export function repairsFile(repairs, file) {
  const lines = [COLUMNS.join(","), ...repairs.map((each) => COLUMNS.map((column) => cell(String(each[column]))).join(","))];
  return { name: `${file.replace(/\.[^.]*$/, "")}-repairs.csv`, text: `\ufeff${lines.join("\r\n")}\r\n` };
}
