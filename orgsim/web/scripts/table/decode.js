/** From a file's bytes to its text: by its mark, else as UTF-8, else as Windows-1252. */
import { ReadingError } from "./wording.js";

/** @typedef {import("./wording.js").Wording} Wording */

/** The names of marked encodings are Python's; they stand in messages. */
const MARKS = [
  { bytes: "efbbbf", name: "utf-8-sig", decoder: "utf-8" },
  { bytes: "fffe", name: "utf-16", decoder: "utf-16le" },
  { bytes: "feff", name: "utf-16", decoder: "utf-16be" },
];
const DECODERS = /** @type {Record<string, string>} */ ({ "utf-8": "utf-8", cp1252: "windows-1252" });
/** Bytes that mean nothing in Windows-1252; a browser's decoder lets them pass. */
const UNUSED = /[\x81\x8d\x8f\x90\x9d]/;

/**
 * @param {Uint8Array} bytes @param {string} label @param {Wording} words
 * @returns {{text: string, encoding: string}}
 * @throws {ReadingError} when this is no text
 */
export function decoded(bytes, label, words) {
  const start = Array.from(bytes.subarray(0, 8), (each) => each.toString(16).padStart(2, "0")).join("");
  const { not_text: others, fallbacks } = words.reading;
  const other = Object.keys(others).find((each) => start.startsWith(each));
  if (other) throw new ReadingError([words.about(label, "not_text", { what: others[other] })], "not_text");
  const mark = MARKS.find((each) => start.startsWith(each.bytes));
  const wanted = mark ? [mark] : Object.keys(fallbacks).map((name) => ({ name, decoder: DECODERS[name] }));
  for (const { name, decoder } of wanted) {
    const text = strictly(bytes, decoder);
    if (text === null) continue;
    const plain = (mark ? text.slice(1) : text).replace(/^\ufeff/, "");
    if (plain.includes("\0")) throw new ReadingError([words.about(label, "nul")], "nul");
    return { text: plain, encoding: name };
  }
  const encodings = wanted.map(({ name }) => fallbacks[name] ?? words.shown(name)).join(" or ");
  throw new ReadingError([words.about(label, "undecodable", { encodings })], "undecodable");
}

/** @param {Uint8Array} bytes @param {string} decoder @returns {string | null} null where bytes make no sense */
function strictly(bytes, decoder) {
  try {
    const text = new TextDecoder(decoder, { fatal: true, ignoreBOM: true }).decode(bytes);
    return decoder === "windows-1252" && UNUSED.test(text) ? null : text;
  } catch {
    return null;
  }
}
