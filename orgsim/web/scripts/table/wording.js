/**
 * Messages of reading, from the catalog's templates; Python's readers fill in the same ones.
 *
 * @typedef {object} Reading what the catalog says of reading files, under `reading`
 * @property {Record<string, string>} messages templates by name
 * @property {Record<"characters" | "names" | "circle" | "faults" | "repairs", number>} limits how much is shown at once
 * @property {Record<string, string>} kinds of repairs
 * @property {string[]} no_boss words for "no boss"
 * @property {string[][][]} ids parts of the names of a column of ids
 * @property {string[][][]} bosses parts of the names of a column of bosses
 * @property {{id_column: string, boss_column: string}} what each column holds
 * @property {Record<string, string>} not_text what files are that begin with these bytes (hexadecimal)
 * @property {string} delimiters
 * @property {Record<string, string>} fallbacks encodings tried without a mark, with their names
 * @property {number} max_rows
 * @property {number} max_cell characters
 * @property {{people: number, mebibytes: number}} browser what a page in the browser takes at most
 */
import { collapsed, printable, quoted } from "./text.js";

/** A file that cannot be read. `faults` are lines, all found at once; `codes` are their templates. */
export class ReadingError extends Error {
  /** @param {string[]} faults @param {string} [code] the template of the first */
  constructor(faults, code = "") {
    super(faults.join("\n"));
    this.faults = faults;
    this.code = code;
  }
}

/** The sentences, with names shortened and quoted. */
export class Wording {
  /** @param {Reading} reading */
  constructor(reading) {
    this.reading = reading;
    this.limits = reading.limits;
  }

  /** A template with its values filled in. @param {string} name @param {Record<string, string | number>} [values] @returns {string} */
  message(name, values = {}) {
    return this.reading.messages[name].replace(/\{(\w+)(:,)?\}/g, (_, key, commas) =>
      commas ? Number(values[key]).toLocaleString("en-US") : String(values[key]),
    );
  }

  /** A fault of a whole file. @param {string} label @param {string} name @param {Record<string, string | number>} [values] */
  about(label, name, values) {
    return this.message("about", { label, fault: this.message(name, values) });
  }

  /** In quotes, on one line, shortened. @param {string} text @returns {string} */
  shown(text) {
    const whole = Array.from(text);
    const { characters } = this.limits;
    return quoted(whole.length <= characters ? text : `${whole.slice(0, characters - 1).join("")}…`);
  }

  /** On one line, without quotes. @param {string} text @returns {string} */
  plain(text) {
    return Array.from(collapsed(text), (each) => (printable(each) ? each : "?")).join("") || this.message("no_name");
  }

  /** Names in quotes, with commas. @param {readonly string[]} names @returns {string} */
  listing(names) {
    const rest = names.length - this.limits.names;
    const more = rest > 0 ? this.message("more_names", { count: rest }) : "";
    return names.slice(0, this.limits.names).map((name) => this.shown(name)).join(", ") + more;
  }

  /** A circle of bosses from each member to their boss. @param {readonly string[]} members @returns {string} */
  circle(members) {
    const names = members.slice(0, this.limits.circle).map((name) => this.shown(name));
    if (members.length > this.limits.circle) names.push(this.message("circle_size", { count: members.length }));
    return [...names, this.shown(members[0])].join(" → ");
  }

  /** The first faults and how many more there are. @param {readonly string[]} faults @returns {string[]} */
  capped(faults) {
    const rest = faults.length - this.limits.faults;
    if (rest <= 0) return [...faults];
    return [...faults.slice(0, this.limits.faults), this.message("more_faults", { count: rest })];
  }
}
