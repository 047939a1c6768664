/**
 * A delimited file as a table: its header, and its rows numbered as a spreadsheet shows them.
 *
 * @typedef {{number: number, cells: string[]}} Row
 * @typedef {object} Table
 * @property {string} name the file's, in messages
 * @property {string[]} header
 * @property {Row[]} rows without blank ones
 * @property {string} delimiter
 * @property {string} encoding
 * @property {ReadingError | null} fault what is wrong below the header; columns can be told all the same
 */
import { QuoteError, records } from "./csv.js";
import { decoded } from "./decode.js";
import { stripped } from "./text.js";
import { ReadingError } from "./wording.js";

/** @typedef {import("./wording.js").Wording} Wording */

/**
 * @param {Uint8Array} bytes @param {string} file the file's name @param {Wording} words @returns {Table}
 * @throws {ReadingError} when the file cannot be read as a table
 */
export function readTable(bytes, file, words) {
  const name = words.plain(file);
  const { text, encoding } = decoded(bytes, name, words);
  const { body, given } = named(text);
  const delimiter = given || guessed(body, words);
  const { rows, fault } = numbered(body, delimiter, name, words);
  const top = rows.shift();
  if (!top) throw fault ?? new ReadingError([words.about(name, "empty")], "empty");
  return { name, header: top.cells, rows, delimiter, encoding, fault: fault ?? countFault(rows.length, name, words) };
}

/** @param {number} count @param {string} name @param {Wording} words @returns {ReadingError | null} */
function countFault(count, name, words) {
  const { max_rows: rows } = words.reading;
  if (count > 0 && count <= rows) return null;
  const code = count === 0 ? "only_header" : "too_many_rows";
  return new ReadingError([words.about(name, code, { rows })], code);
}

/** Text without the line in which Excel names the delimiter, and that delimiter. @param {string} text */
function named(text) {
  if (text.slice(0, 4).toLowerCase() !== "sep=") return { body: text, given: "" };
  const end = text.indexOf("\n");
  const first = (end < 0 ? text : text.slice(0, end)).replace(/\r+$/, "");
  return { body: end < 0 ? "" : text.slice(end + 1), given: first.slice(4, 5) };
}

/** The delimiter that splits the first line with text into the most cells. @param {string} text @param {Wording} words */
function guessed(text, words) {
  const { delimiters, max_cell: limit } = words.reading;
  const first = text.slice(0, limit).split(/\r\n|\r|\n/).find((line) => stripped(line)) ?? "";
  const cells = (/** @type {string} */ mark) => records(first, mark, { strict: false }).next().value?.length ?? 0;
  return [...delimiters].reduce((best, mark) => (cells(mark) > cells(best) ? mark : best));
}

/** Records with something in them, up to the first fault. @param {string} text @param {string} delimiter @param {string} name @param {Wording} words */
function numbered(text, delimiter, name, words) {
  const { max_rows: most, max_cell: characters } = words.reading;
  /** @type {Row[]} */
  const rows = [];
  let number = 0;
  try {
    for (const record of records(text, delimiter, { limit: characters })) {
      number += 1;
      const cells = record.map(stripped);
      if (cells.some(Boolean)) rows.push({ number, cells });
      if (rows.length > most + 1) break;
    }
  } catch (error) {
    if (!(error instanceof QuoteError)) throw error;
    const fault = words.message(error.code, { characters });
    return { rows, fault: new ReadingError([words.message("in_row", { file: name, row: number + 1, fault })], error.code) };
  }
  return { rows, fault: null };
}

/** The cell in a column, "" where the row is too short. @param {Row} row @param {number} column @returns {string} */
export function cellOf(row, column) {
  return row.cells[column] ?? "";
}

/** Whether a row lacks cells that the header has, or has more with something in them. @param {Row} row @param {Table} table */
export function isRagged({ cells }, { header }) {
  return cells.length < header.length || cells.slice(header.length).some(Boolean);
}
