/** Cells that a spreadsheet shows and does not run, as `orgsim/spreadsheets.py` writes them. */

const STARTS = /^(?:'*[\t\r\n]|'*[\s"]*[=+\-@＝＋－＠].)/su;
const NUMBER = /^ *[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** An apostrophe before what would be computed. @param {string} text */
export function guarded(text) {
  return STARTS.test(text) && !NUMBER.test(text.replace(/^'+/, "")) ? `'${text}` : text;
}

/** One cell, quoted where it must be. @param {string} text */
export function cell(text) {
  const safe = guarded(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** A line of remarks whose parts, where a spreadsheet splits it, are shown as they stand. @param {string} text */
export function guardedLine(text) {
  return text
    .split(/([,;\t])/)
    .map((part, place) => (place % 2 ? part : guarded(part)))
    .join("");
}
