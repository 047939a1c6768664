/**
 * The one window to the model: the kernel in workers.
 *
 * @typedef {import("../model/catalog.js").Catalog} Catalog
 * @typedef {import("../model/future.js").Future} Future
 * @typedef {import("../model/organizations.js").Choice} Choice
 * @typedef {import("./bands.js").Runs} Runs
 * @typedef {import("./pool.js").Options} Options
 * @typedef {import("./worker.js").Job} Job
 * @typedef {{organization: Choice, future: Future, weeks: number, seed: number}} Asked
 * @typedef {Asked & {replications: number, first?: number}} Request
 * @typedef {Asked & {replication: number, recorded: number[]}} PeopleRequest
 *
 * @typedef {object} Kernel where the module comes from
 * @property {Promise<import("../../kernel/kernel.js").Manifest>} manifest
 * @property {Promise<ArrayBuffer>} wasm
 * @property {() => Worker} worker
 */
import { inputs } from "../model/future.js";
import { bossesOf } from "../model/organizations.js";
import { Cache, firstOf, joined } from "./cache.js";
import { Pool } from "./pool.js";

const WORKERS = 3;
const COUNTS = [64, 32, 16, 8];
/** Milliseconds of computing that a move may take; drawing comes on top. */
const QUICK = 30;

export class Client {
  /** @param {Catalog} catalog @param {Kernel} kernel */
  constructor(catalog, kernel) {
    this.catalog = catalog;
    this.cache = new Cache();
    /** There once it is `ready`. @type {Pool | null} */
    this.pool = null;
    /** @type {WeakMap<Int32Array, number>} */
    this.charts = new WeakMap();
    this.numbered = 0;
    /** Settled once the model can run; rejected, with a sentence for the user, where it cannot. @type {Promise<void>} */
    this.ready = this.open(kernel);
    this.ready.catch(() => undefined);
  }

  /**
   * Runs of a future; of those asked for before, only the replications that are missing are computed.
   * @param {Request} request @param {Options} [options] @returns {Promise<Runs>}
   */
  async simulate(request, options = {}) {
    await this.ready;
    const { first = 0, replications } = request;
    if (first > 0) return this.computed(request, first, replications, options);
    const key = this.key(request);
    const known = this.cache.get(key);
    if (known && known.replications >= replications) return firstOf(known, replications);
    const from = known?.replications ?? 0;
    const fresh = await this.computed(request, from, replications - from, options);
    const runs = known ? joined(known, fresh) : fresh;
    this.cache.put(key, runs);
    return runs;
  }

  /** Runs that are there already. @param {Asked} asked @returns {Runs | undefined} */
  known(asked) {
    return this.cache.get(this.key(asked));
  }

  /**
   * Everyone in chosen weeks of one replication.
   * @param {PeopleRequest} request @param {Options} [options]
   * @returns {Promise<Float64Array>} [recorded week, field, person], fields in the catalog's order, people in the canonical one
   */
  async people(request, options = {}) {
    await this.ready;
    const { replication, recorded } = request;
    const pool = /** @type {Pool} */ (this.pool);
    return pool.run({ ...this.job(request, replication, 1), recorded }, options);
  }

  /** How many replications a move can wait for. @param {Asked} asked @returns {number} */
  quick(asked) {
    const each = this.cost(asked);
    if (each === 0) return COUNTS[COUNTS.length - 1];
    return COUNTS.find((count) => count * each <= QUICK) ?? COUNTS[COUNTS.length - 1];
  }

  /** Milliseconds that a replication takes, as measured; 0 before anything was. @param {Asked} asked @returns {number} */
  cost(asked) {
    return (this.pool?.cost ?? 0) * bossesOf(this.catalog, asked.organization).length * asked.weeks;
  }

  /** What makes runs what they are, as text. @param {Asked} asked @returns {string} */
  key(asked) {
    const chart = this.chart(bossesOf(this.catalog, asked.organization));
    return JSON.stringify([chart, asked.weeks, asked.seed, inputs(this.catalog, asked.future)]);
  }

  /** @param {Kernel} kernel */
  async open(kernel) {
    try {
      const [manifest, wasm] = await Promise.all([kernel.manifest, kernel.wasm]);
      if (manifest.model !== this.catalog.model) throw new Error("the kernel was made from another version of the model; load the page again");
      const pool = new Pool(kernel.worker, workers(), { manifest, wasm });
      await pool.open();
      this.pool = pool;
    } catch (error) {
      throw new Error(`This browser cannot run the model: ${error instanceof Error ? error.message : error}.`);
    }
  }

  /**
   * @param {Asked} asked @param {number} first @param {number} replications @param {Options} options @returns {Promise<Runs>}
   */
  async computed(asked, first, replications, options) {
    return { replications, weeks: asked.weeks, outcomes: await this.spread(asked, first, replications, options) };
  }

  /**
   * Urgent runs on all workers that have nothing to do, an even number on each.
   * @param {Asked} asked @param {number} first @param {number} replications @param {Options} options
   * @returns {Promise<Float64Array>}
   */
  async spread(asked, first, replications, options) {
    const pool = /** @type {Pool} */ (this.pool);
    const parts = (options.urgency ?? 1) > 0 ? 1 : Math.max(1, Math.min(pool.idle(), Math.floor(replications / 4)));
    const share = 2 * Math.ceil(replications / parts / 2);
    const pieces = [];
    for (let start = 0; start < replications; start += share) {
      const count = Math.min(share, replications - start);
      pieces.push(pool.run(this.job(asked, first + start, count), options));
    }
    const done = await Promise.all(pieces);
    if (done.length === 1) return done[0];
    const whole = new Float64Array(done.reduce((sum, each) => sum + each.length, 0));
    let place = 0;
    for (const each of done) {
      whole.set(each, place);
      place += each.length;
    }
    return whole;
  }

  /** @param {Asked} asked @param {number} first @param {number} replications @returns {Job} */
  job(asked, first, replications) {
    const bosses = bossesOf(this.catalog, asked.organization);
    const { weeks, seed } = asked;
    return { chart: this.chart(bosses), bosses, ...inputs(this.catalog, asked.future), weeks, seed, first, replications };
  }

  /** The number of an organization. @param {Int32Array} bosses @returns {number} */
  chart(bosses) {
    const known = this.charts.get(bosses);
    if (known !== undefined) return known;
    this.charts.set(bosses, (this.numbered += 1));
    return this.numbered;
  }
}

/** @returns {number} */
function workers() {
  return Math.min(Math.max(globalThis.navigator?.hardwareConcurrency ?? 1, 1), WORKERS);
}
