/**
 * The kernel in a worker. It is opened with the module's bytes, then runs jobs one after the other, in slices of time between
 * which it hears that a job is no longer wanted.
 *
 * @typedef {object} Job
 * @property {number} chart which organization `bosses` is, so that its tree is arranged once
 * @property {Int32Array} bosses
 * @property {Record<string, number>} fixed
 * @property {Record<string, import("../../kernel/kernel.js").Lever>} levers
 * @property {number} weeks
 * @property {number} seed
 * @property {number} first
 * @property {number} replications
 * @property {number[]} [recorded] weeks whose people are wanted instead of outcomes
 *
 * @typedef {{kind: "open", manifest: import("../../kernel/kernel.js").Manifest, wasm: ArrayBuffer}
 *   | {kind: "run", id: number, job: Job} | {kind: "cancel", id: number}} Order
 * @typedef {{kind: "ready"} | {kind: "broken", message: string} | {kind: "progress", id: number, share: number}
 *   | {kind: "done", id: number, values: Float64Array, spent: number} | {kind: "failed", id: number, message: string}} Report
 */
import { createEngine } from "../../kernel/kernel.js";

/** Milliseconds of a slice, and between two reports. */
const SLICE = 10;
const REPORTS = 100;
const CHARTS = 6;

/** @type {import("../../kernel/kernel.js").Engine | null} */
let engine = null;
/** @type {Map<number, import("../../kernel/kernel.js").Organization>} */
const charts = new Map();
/** @type {Set<number>} */
const cancelled = new Set();
/** Person-weeks of a replication in a millisecond, as measured. */
let pace = 20_000;

/** @param {Report} report @param {Transferable[]} [moved] */
function say(report, moved = []) {
  /** @type {any} */ (self).postMessage(report, moved);
}

self.addEventListener("message", (/** @type {MessageEvent<Order>} */ event) => {
  const order = event.data;
  if (order.kind === "cancel") cancelled.add(order.id);
  else if (order.kind === "run") void run(order.id, order.job);
  else void open(order.manifest, order.wasm);
});

/** @param {import("../../kernel/kernel.js").Manifest} manifest @param {ArrayBuffer} wasm */
async function open(manifest, wasm) {
  try {
    engine = await createEngine(manifest, wasm);
    say({ kind: "ready" });
  } catch (error) {
    say({ kind: "broken", message: String(error) });
  }
}

/** @param {number} id @param {Job} job */
async function run(id, job) {
  try {
    const began = performance.now();
    const values = await computed(id, job);
    say({ kind: "done", id, values, spent: performance.now() - began }, [values.buffer]);
  } catch (error) {
    say({ kind: "failed", id, message: error instanceof Error ? error.message : String(error) });
  }
  cancelled.delete(id);
}

/** @param {number} id @param {Job} job @returns {Promise<Float64Array>} */
async function computed(id, job) {
  if (!engine) throw new Error("the kernel is not open");
  const organization = arranged(engine, job);
  const { weeks, seed, first, replications, recorded } = job;
  const fixed = engine.fixed(job.fixed);
  const levers = engine.levers(job.levers, weeks);
  const session = engine.begin({ organization, fixed, levers, weeks, seed, first, replications, recorded, watched: 1 });
  const size = organization.people * replications;
  const until = recorded ? Math.max(...recorded) + 1 : weeks;
  let told = performance.now();
  try {
    while (session.week < until) {
      if (cancelled.has(id)) throw new Error("cancelled");
      const began = performance.now();
      const slice = Math.min(Math.max(Math.round((SLICE * pace) / size), 1), until - session.week);
      session.advance(slice);
      pace = (pace + (slice * size) / Math.max(performance.now() - began, 0.1)) / 2;
      if (session.week >= until) break;
      if (performance.now() - told > REPORTS) {
        told = performance.now();
        say({ kind: "progress", id, share: session.week / until });
      }
      await breath();
    }
    return recorded ? session.people() : session.outcomes();
  } finally {
    session.close();
  }
}

/** @param {import("../../kernel/kernel.js").Engine} kernel @param {Job} job */
function arranged(kernel, job) {
  let found = charts.get(job.chart);
  if (!found) {
    found = kernel.organization(job.bosses);
    if (charts.size >= CHARTS) charts.delete([...charts.keys()][0]);
    charts.set(job.chart, found);
  }
  return found;
}

/** Let orders in. @returns {Promise<void>} */
function breath() {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(null);
  });
}
