/** Text as Python's readers see it: which characters are blank, which can be printed, and texts that are alike but for case. */

const BLANK = "\\t\\n\\v\\f\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const EDGES = new RegExp(`^[${BLANK}]+|[${BLANK}]+$`, "g");
const GAPS = new RegExp(`[${BLANK}]+`, "g");
const HIDDEN = /[\p{C}\p{Z}]/u;
const ESCAPES = /** @type {Record<string, string>} */ ({ "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" });

/** Without blanks at its ends. @param {string} text @returns {string} */
export function stripped(text) {
  return text.replace(EDGES, "");
}

/** On one line, with single spaces. @param {string} text @returns {string} */
export function collapsed(text) {
  return stripped(text).replace(GAPS, " ");
}

/** Whether a character shows something, or is a plain space. @param {string} character @returns {boolean} */
export function printable(character) {
  return character === " " || !HIDDEN.test(character);
}

/** In quotes, with what cannot be printed as an escape. @param {string} text @returns {string} */
export function quoted(text) {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  return quote + Array.from(text, (each) => (each === quote ? `\\${quote}` : escaped(each))).join("") + quote;
}

/** @param {string} character @returns {string} */
function escaped(character) {
  if (character in ESCAPES) return ESCAPES[character];
  if (printable(character)) return character;
  const code = /** @type {number} */ (character.codePointAt(0)).toString(16);
  return code.length < 3 ? `\\x${code.padStart(2, "0")}` : code.length < 5 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}

/** The same for texts that differ in case alone. @param {string} text @returns {string} */
export function folded(text) {
  return Array.from(text, (each) => (each === "ı" ? each : each.toLowerCase().toUpperCase().toLowerCase())).join("");
}
