// @ts-check
/**
 * The kernel in the browser: the WebAssembly module called by its manifest, which names every array, size and function.
 * Nothing of the model is written here. Numbers equal Python's to the last bit.
 *
 * @typedef {{type: "i32" | "i64" | "f64", shape: string[], meaning: string}} ArrayInfo
 * @typedef {object} Manifest
 * @property {string} model hash of the model's sources; results carry the same
 * @property {Record<string, number>} constants
 * @property {Record<string, ArrayInfo>} arrays
 * @property {Record<string, string[]>} functions
 * @property {Record<string, number>} fixed defaults of the parameters that hold for all weeks, by key, in their order
 * @property {Record<string, number>} levers everyday values of the levers, by name, in their order
 * @property {string[]} outcomes
 * @property {string[]} fields
 *
 * @typedef {{week?: number, ramp?: number, end?: number | null}} Timing when a lever is pulled
 * @typedef {{value: number} & Timing} Lever
 *
 * @typedef {object} Organization
 * @property {number} people
 * @property {number} supervisors people 0 to supervisors - 1; the others are workers
 * @property {number} leaders people 0 to leaders - 1, of whom 0 is the head
 * @property {Int32Array} order each person's place in the bosses that were given
 * @property {Int32Array} boss each person's boss, -1 for the head
 * @property {Int32Array} level reporting lines up to the head
 *
 * @typedef {object} Study
 * @property {Organization} organization
 * @property {Float64Array} fixed as `fixed()` gives them
 * @property {Float64Array} levers [week, lever], as `levers()` gives them
 * @property {number} weeks
 * @property {number} [replications] 1 if not given
 * @property {number} [first] number of the first replication, 0 if not given
 * @property {number} [seed] 1 if not given
 * @property {number} [unit] 0 if not given
 * @property {number} [climate] the unit whose climate is shared; the own one if not given
 * @property {ArrayLike<number>} [recorded] weeks whose people are recorded
 * @property {number} [watched] how many replications, from the first on, are recorded; all if `recorded` is given
 */

const LINE = 64;
const PAGE = 65536;
const VIEWS = { i32: Int32Array, i64: BigInt64Array, f64: Float64Array };

/** Memory in pieces that can be given back. */
class Memory {
  /** @param {WebAssembly.Memory} memory @param {number} base */
  constructor(memory, base) {
    this.memory = memory;
    this.base = Math.ceil(base / LINE) * LINE;
    /** @type {{start: number, end: number}[]} */
    this.taken = [];
  }

  /** @param {number} bytes @returns {number} where a free piece starts */
  take(bytes) {
    const size = Math.max(Math.ceil(bytes / LINE), 1) * LINE;
    let start = this.base;
    let place = 0;
    while (place < this.taken.length && this.taken[place].start < start + size) {
      start = Math.max(start, this.taken[place].end);
      place += 1;
    }
    const missing = start + size - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    this.taken.splice(place, 0, { start, end: start + size });
    return start;
  }

  /** @param {number[]} starts */
  free(starts) {
    const gone = new Set(starts);
    this.taken = this.taken.filter((piece) => !gone.has(piece.start));
  }
}

/** A call's numbers and arrays by name; arrays get their memory on their first mention. */
class Frame {
  /**
   * @param {Manifest} manifest
   * @param {WebAssembly.Exports} exports
   * @param {Memory} memory
   * @param {Record<string, number>} numbers
   */
  constructor(manifest, exports, memory, numbers) {
    this.manifest = manifest;
    this.exports = exports;
    this.memory = memory;
    /** @type {Record<string, number>} */
    this.numbers = { ...manifest.constants, ...numbers };
    /** @type {Map<string, number>} */
    this.places = new Map();
  }

  /** @param {string} name @returns {number} */
  size(name) {
    return this.manifest.arrays[name].shape.reduce((product, each) => product * this.numbers[each], 1);
  }

  /** @param {string} name @returns {number} */
  place(name) {
    let place = this.places.get(name);
    if (place === undefined) {
      const bytes = this.size(name) * VIEWS[this.manifest.arrays[name].type].BYTES_PER_ELEMENT;
      place = this.memory.take(bytes);
      this.places.set(name, place);
    }
    return place;
  }

  /**
   * A window on an array, until memory grows.
   * @param {string} name @returns {Int32Array | BigInt64Array | Float64Array}
   */
  view(name) {
    const place = this.place(name);
    return new VIEWS[this.manifest.arrays[name].type](this.memory.memory.buffer, place, this.size(name));
  }

  /** @param {string} name @param {ArrayLike<any>} values */
  put(name, values) {
    if (values.length !== this.size(name)) {
      throw new RangeError(`${name}: ${values.length} numbers; ${this.size(name)} expected`);
    }
    /** @type {any} */ (this.view(name)).set(values);
  }

  /** @param {string} name */
  call(name) {
    const { arrays, functions } = this.manifest;
    for (const each of functions[name]) if (each in arrays) this.place(each);
    const given = functions[name].map((each) => (each in arrays ? this.place(each) : this.numbers[each] | 0));
    const status = /** @type {Function} */ (this.exports[name])(...given);
    if (status !== 0) throw new Error(`${name}: status ${status}`);
  }

  close() {
    this.memory.free([...this.places.values()]);
    this.places.clear();
  }
}

/** Runs that go on from week to week. */
class Session {
  /** @param {Frame} frame @param {number} weeks */
  constructor(frame, weeks) {
    this.frame = frame;
    this.weeks = weeks;
    /** Weeks that are done. */
    this.week = 0;
  }

  /**
   * Advance all replications, a block of them to a call: browsers replace a function by its fast form only between calls.
   * @param {number} [weeks] all that are left if not given
   * @returns {boolean} whether weeks are left
   */
  advance(weeks = this.weeks) {
    const { numbers } = this.frame;
    const until = Math.min(this.week + weeks, this.weeks);
    for (let block = 0; block < numbers.blocks && until > this.week; block += 1) {
      Object.assign(numbers, { since: this.week, until, first_block: block, end_block: block + 1 });
      this.frame.call("orgsim_advance");
    }
    this.week = until;
    return until < this.weeks;
  }

  /** @returns {Float64Array} [replication, week, outcome], a copy; weeks that are not done hold 0 */
  outcomes() {
    return /** @type {Float64Array} */ (this.frame.view("outcomes")).slice();
  }

  /** @returns {Float64Array} [replication, recorded week, field, person], a copy; NaN where a field does not apply */
  people() {
    return /** @type {Float64Array} */ (this.frame.view("people_of")).slice();
  }

  /** Give the memory back; nothing may be called afterwards. */
  close() {
    this.frame.close();
  }
}

/** The module with its memory. One call at a time; give each worker an engine of its own. */
export class Engine {
  /** @param {Manifest} manifest @param {WebAssembly.Instance} instance */
  constructor(manifest, instance) {
    this.manifest = manifest;
    this.exports = instance.exports;
    const base = /** @type {WebAssembly.Global} */ (this.exports.__heap_base).value;
    this.memory = new Memory(/** @type {WebAssembly.Memory} */ (this.exports.memory), base);
    /** @type {WeakMap<Organization, Record<string, Int32Array>>} */
    this.spans = new WeakMap();
  }

  /**
   * The canonical order of an organization.
   * @param {ArrayLike<number>} bosses each person's boss as a place in this array, -1 for the head
   * @returns {Organization}
   * @throws {RangeError} when this is no tree with one head and someone below
   */
  organization(bosses) {
    const frame = this.frame({ people: bosses.length });
    try {
      frame.put("given", bosses);
      frame.call("orgsim_arrange");
      const [supervisors, leaders, numbers] = frame.view("counts");
      if (Number(supervisors) === 0) throw new RangeError("the bosses do not make a tree with one head and someone below");
      const [order, boss, level] = ["order", "above", "level"].map((name) => this.whole(frame, name));
      /** @type {Organization} */
      const made = { people: bosses.length, supervisors: Number(supervisors), leaders: Number(leaders), order, boss, level };
      /** @type {Record<string, Int32Array>} */
      const spans = { numbers: Int32Array.of(Number(numbers)) };
      for (const name of ["first_child", "last_child", "first_worker", "last_worker"]) spans[name] = this.whole(frame, name);
      this.spans.set(made, spans);
      return made;
    } finally {
      frame.close();
    }
  }

  /**
   * Parameters that hold for all weeks.
   * @param {Record<string, number>} [changed] by key, such as "context.trust.gain"; all others have their defaults
   * @returns {Float64Array}
   */
  fixed(changed = {}) {
    return this.filled(this.manifest.fixed, changed);
  }

  /**
   * Levers by week.
   * @param {Record<string, Lever>} pulled value and date by name; all others keep their everyday values
   * @param {number} weeks
   * @returns {Float64Array} [week, lever]
   */
  levers(pulled, weeks) {
    const frame = this.frame({ weeks });
    const names = Object.keys(this.manifest.levers);
    /** @type {Record<string, number>} */
    const values = Object.fromEntries(Object.entries(pulled).map(([name, lever]) => [name, lever.value]));
    try {
      frame.put("everyday", this.filled(this.manifest.levers, {}));
      frame.put("pulled", this.filled(this.manifest.levers, values));
      const dates = names.flatMap((name) => [pulled[name]?.week ?? 0, pulled[name]?.ramp ?? 0, pulled[name]?.end ?? -1]);
      frame.put("dates", dates);
      frame.call("orgsim_levers");
      return /** @type {Float64Array} */ (frame.view("levers")).slice();
    } finally {
      frame.close();
    }
  }

  /**
   * Begin runs, to be advanced week by week or at once. Close the session when done.
   * @param {Study} study
   * @returns {Session}
   */
  begin(study) {
    const { organization, weeks, replications = 1, first = 0, seed = 1, unit = 0, climate = unit } = study;
    const spans = this.spans.get(organization);
    if (spans === undefined) throw new TypeError("the organization is not one of this engine's");
    for (const [name, value] of Object.entries({ weeks, replications })) {
      if (!Number.isInteger(value) || value < 1) throw new RangeError(`${name}: ${value}; a whole number from 1 on expected`);
    }
    const recorded = new Int32Array(weeks);
    for (const week of Array.from(study.recorded ?? [])) recorded[week] = 1;
    const moment = recorded.reduce((sum, each) => sum + each, 0);
    const watched = moment ? (study.watched ?? replications) : 0;
    const blocks = Math.ceil(replications / this.manifest.constants.width);
    const { people, supervisors, leaders } = organization;
    const numbers = { people, supervisors, leaders, weeks, runs: replications, first, seed, unit, climate, blocks, moment, watched };
    const frame = this.frame({ ...numbers, numbers: spans.numbers[0] });
    try {
      frame.put("above", organization.boss);
      for (const name of ["first_child", "last_child", "first_worker", "last_worker"]) frame.put(name, spans[name]);
      frame.put("fixed", study.fixed);
      frame.put("levers", study.levers);
      frame.put("recorded", recorded);
      frame.call("orgsim_tree");
      frame.call("orgsim_begin");
      /** @type {Float64Array} */ (frame.view("outcomes")).fill(0);
    } catch (error) {
      frame.close();
      throw error;
    }
    return new Session(frame, weeks);
  }

  /**
   * All weeks of all replications at once.
   * @param {Study} study
   * @returns {Float64Array} [replication, week, outcome], outcomes in the manifest's order
   */
  run(study) {
    const session = this.begin({ ...study, recorded: [] });
    try {
      session.advance();
      return session.outcomes();
    } finally {
      session.close();
    }
  }

  /**
   * Everyone in one replication, in chosen weeks.
   * @param {Study & {replication: number, recorded: ArrayLike<number>}} study
   * @returns {Float64Array} [recorded week, field, person], fields in the manifest's order, people in the canonical one
   */
  people(study) {
    const session = this.begin({ ...study, first: study.replication, replications: 1, watched: 1 });
    try {
      session.advance(Math.max(...Array.from(study.recorded), -1) + 1);
      return session.people();
    } finally {
      session.close();
    }
  }

  /** @param {Record<string, number>} numbers @returns {Frame} */
  frame(numbers) {
    return new Frame(this.manifest, this.exports, this.memory, numbers);
  }

  /** @param {Frame} frame @param {string} name @returns {Int32Array} */
  whole(frame, name) {
    return /** @type {Int32Array} */ (frame.view(name)).slice();
  }

  /**
   * @param {Record<string, number>} defaults @param {Record<string, number>} changed @returns {Float64Array}
   */
  filled(defaults, changed) {
    for (const name of Object.keys(changed)) if (!(name in defaults)) throw new RangeError(`${name}: unknown`);
    return Float64Array.from(Object.entries(defaults), ([name, value]) => changed[name] ?? value);
  }
}

/**
 * An engine from the module's bytes.
 * @param {Manifest} manifest
 * @param {BufferSource} bytes
 * @returns {Promise<Engine>}
 */
export async function createEngine(manifest, bytes) {
  const { instance } = await WebAssembly.instantiate(bytes);
  return new Engine(manifest, instance);
}

/**
 * An engine from a folder with `manifest.json` and `kernel.wasm`.
 * @param {string | URL} folder ends with a slash
 * @returns {Promise<Engine>}
 */
export async function loadEngine(folder) {
  const answers = await Promise.all(["manifest.json", "kernel.wasm"].map((name) => fetch(new URL(name, folder))));
  const failed = answers.find((answer) => !answer.ok);
  if (failed) throw new Error(`${failed.url}: ${failed.status}`);
  return createEngine(await answers[0].json(), await answers[1].arrayBuffer());
}
