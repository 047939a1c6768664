/** A worker for tests: runs the real worker's orders with numbers that say what was asked. */
import { catalog } from "./catalog.js";

/** @typedef {import("../../../orgsim/web/scripts/engine/worker.js").Order} Order */

export class FakeWorker {
  /** @param {{delay?: number, broken?: boolean}} [how] */
  constructor({ delay = 1, broken = false } = {}) {
    this.delay = delay;
    this.broken = broken;
    /** @type {((event: any) => void)[]} */
    this.listeners = [];
    /** @type {import("../../../orgsim/web/scripts/engine/worker.js").Job[]} */
    this.jobs = [];
    /** @type {Set<number>} */
    this.cancelled = new Set();
  }

  /** @param {string} kind @param {(event: any) => void} listener */
  addEventListener(kind, listener) {
    if (kind === "message") this.listeners.push(listener);
  }

  terminate() {
    this.listeners = [];
  }

  /** @param {Order} order */
  postMessage(order) {
    if (order.kind === "open") this.say(this.broken ? { kind: "broken", message: "WebAssembly is blocked" } : { kind: "ready" });
    else if (order.kind === "cancel") this.cancelled.add(order.id);
    else {
      this.jobs.push(order.job);
      setTimeout(() => {
        if (this.cancelled.has(order.id)) this.say({ kind: "failed", id: order.id, message: "cancelled" });
        else this.say({ kind: "done", id: order.id, values: valuesOf(order.job), spent: this.delay });
      }, this.delay);
    }
  }

  /** @param {object} data */
  say(data) {
    setTimeout(() => this.listeners.forEach((listener) => listener({ data })), 0);
  }
}

/** Numbers that tell replication, week and outcome apart, and move with the coaching. @param {any} job */
function valuesOf(job) {
  const outcomes = catalog.outcomes.length;
  const values = new Float64Array(job.replications * job.weeks * outcomes);
  const lift = job.levers.coaching?.value ?? 0;
  for (let place = 0; place < values.length; place += 1) values[place] = job.first * job.weeks * outcomes + place + lift / 1000;
  return values;
}

/** What a client takes the kernel from. @param {FakeWorker[]} made collects the workers @param {object} [how] @param {string} [model] */
export function fakeKernel(made, how, model = catalog.model) {
  const worker = () => {
    made.push(new FakeWorker(how));
    return /** @type {any} */ (made[made.length - 1]);
  };
  return { manifest: Promise.resolve(/** @type {any} */ ({ model })), wasm: Promise.resolve(new ArrayBuffer(8)), worker };
}

/** Wait until something holds, two seconds at most. @param {() => boolean} holds */
export async function until(holds) {
  for (let tries = 0; tries < 400; tries += 1) {
    if (holds()) return;
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error("waited in vain");
}
