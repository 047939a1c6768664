/**
 * The tables of the model as `kernel/parameters.json` has them, and indexes over them.
 *
 * @typedef {object} Parameter
 * @property {string} key
 * @property {"context" | "start" | "event" | "lever"} kind
 * @property {number} default
 * @property {number} low
 * @property {number} high
 * @property {string} unit
 * @property {string} meaning
 * @property {string} source
 * @property {boolean} whole
 *
 * @typedef {{name: string, label: string, unit: string, meaning: string, low: number | null, high: number | null}} Outcome
 * @typedef {{name: string, unit: string, meaning: string, roles: string}} Field
 * @typedef {{name: string, key: string, off: number, meaning: string, group: string}} Mechanism
 * @typedef {{week: number, ramp: number, end: number | null}} Dates
 *
 * @typedef {object} Scenario
 * @property {string} name
 * @property {string} title
 * @property {string} description
 * @property {Record<string, number>} fixed
 * @property {Dates} shift
 * @property {Record<string, {value: number} & Dates>} levers
 * @property {Record<string, Partial<{week: number, ramp: number, end: number | "never"}>>} timing
 *
 * @typedef {Record<string, string | number | boolean | null>} Section of a configuration
 * @typedef {{name: string, title: string, people: number, spans: [number, number][], section: Section}} Preset
 * @typedef {{key: string, label: string, low?: number, high?: number}} SliderChoice
 *
 * @typedef {object} Presentation what pages show first
 * @property {{A: string, B: string}} start
 * @property {string} organization
 * @property {string[]} charts
 * @property {{higher: string[], lower: string[]}} better
 * @property {string[]} percent
 * @property {{title: string, sliders: SliderChoice[]}[]} groups
 * @property {string[]} important
 * @property {number} ramp the longest ramp on a slider
 * @property {number} weeks the longest run that a page offers
 * @property {Record<string, string>} elsewhere groups of parameters that move no curve, and what they act on
 * @property {number[]} years lengths of a run to choose from
 * @property {{replications: number, weeks: number, shown: number}} why
 *
 * @typedef {{field: string, label: string}} FieldChoice
 * @typedef {{colours: FieldChoice[], workers: FieldChoice, outcomes: string[]}} PeopleChoices what the chart of people shows
 *
 * @typedef {object} Written what configurations are written from
 * @property {string} above lines above every one
 * @property {Section} organization the usual one
 * @property {{above: string, section: Section}} own what stands for an organization of one's own
 * @property {Record<string, number>} design the usual numbers
 * @property {string} engine
 * @property {number} longest_note characters
 *
 * @typedef {object} Tables
 * @property {string} model
 * @property {Parameter[]} parameters
 * @property {Outcome[]} outcomes
 * @property {Field[]} fields
 * @property {Mechanism[]} mechanisms
 * @property {Scenario[]} scenarios
 * @property {{replications: number, weeks: number, seed: number}} design
 * @property {Record<string, {low: number, high: number}>} bounds of dates and of the design
 * @property {Preset[]} organizations
 * @property {import("../table/wording.js").Reading} reading how HR exports are read
 * @property {PeopleChoices} people
 * @property {Presentation} app
 * @property {import("./story.js").Story} story
 * @property {Written} written
 * @property {{title: string, statements: string[]}} leaves_out
 */

/** The tables with what is looked up in them by name. */
export class Catalog {
  /** @param {Tables} tables */
  constructor(tables) {
    this.tables = tables;
    this.model = tables.model;
    this.outcomes = tables.outcomes;
    this.scenarios = tables.scenarios;
    this.app = tables.app;
    /** @type {Map<string, Parameter>} by full key, such as `context.trust.gain` or `levers.coaching` */
    this.parameters = new Map(tables.parameters.map((row) => [row.key, row]));
    /** @type {Map<string, Scenario>} */
    this.scenario = new Map(tables.scenarios.map((row) => [row.name, row]));
    /** @type {Map<string, Preset>} */
    this.organization = new Map(tables.organizations.map((row) => [row.name, row]));
    /** @type {Map<string, number>} place of an outcome in the kernel's record */
    this.place = new Map(tables.outcomes.map((row, place) => [row.name, place]));
    /** @type {Map<string, number>} place of a field in the kernel's record of people */
    this.field = new Map(tables.fields.map((row, place) => [row.name, place]));
    /** Names of the levers, in the table's order. */
    this.levers = tables.parameters.filter((row) => row.kind === "lever").map((row) => leverName(row.key));
  }

  /** @param {string} key @returns {Parameter} @throws {RangeError} */
  parameter(key) {
    const row = this.parameters.get(key);
    if (!row) throw new RangeError(`${key}: unknown`);
    return row;
  }

  /** @param {string} name @returns {Outcome} @throws {RangeError} */
  outcome(name) {
    const place = this.place.get(name);
    if (place === undefined) throw new RangeError(`${name}: unknown`);
    return this.outcomes[place];
  }

  /**
   * Whether more (1) or less (-1) of an outcome is better; 0 where neither is.
   * @param {string} name @returns {1 | -1 | 0}
   */
  better(name) {
    const { higher, lower } = this.app.better;
    return higher.includes(name) ? 1 : lower.includes(name) ? -1 : 0;
  }

  /** Whether numbers of this unit are written out of 100. @param {string} unit @returns {boolean} */
  percent(unit) {
    return this.app.percent.includes(unit);
  }
}

/** `coaching` of `levers.coaching`. @param {string} key @returns {string} */
export function leverName(key) {
  return key.slice("levers.".length);
}

/** Whether a full key is that of a lever. @param {string} key @returns {boolean} */
export function isLever(key) {
  return key.startsWith("levers.");
}
