/**
 * A few workers and a queue of jobs in front of them, the most urgent first.
 *
 * @typedef {import("./worker.js").Job} Job
 * @typedef {import("./worker.js").Report} Report
 * @typedef {{urgency?: number, signal?: AbortSignal, onProgress?: (share: number) => void}} Options a lower urgency goes first
 * @typedef {{job: Job, id: number, options: Options, done: (values: Float64Array) => void, fail: (error: Error) => void}} Task
 * @typedef {{worker: Worker, task: Task | null}} Place
 */

/** What an abandoned job ends with. @returns {DOMException} */
export function abandoned() {
  return new DOMException("no longer wanted", "AbortError");
}

export class Pool {
  /**
   * @param {() => Worker} factory
   * @param {number} size
   * @param {{manifest: import("../../kernel/kernel.js").Manifest, wasm: ArrayBuffer}} kernel
   */
  constructor(factory, size, kernel) {
    this.factory = factory;
    this.kernel = kernel;
    /** @type {Place[]} */
    this.places = [];
    /** @type {Task[]} */
    this.queue = [];
    this.count = 0;
    this.size = size;
    /** Milliseconds for a replication of a person and a week, as measured; 0 before. */
    this.cost = 0;
    /** Why no worker is left. @type {Error | null} */
    this.broken = null;
  }

  /** Open the first worker; the others follow. @returns {Promise<void>} @throws when it cannot run the kernel */
  async open() {
    this.places.push(await this.opened());
    for (let each = 1; each < this.size; each += 1) {
      this.opened().then(
        (place) => {
          this.places.push(place);
          this.next();
        },
        () => undefined,
      );
    }
  }

  /** @param {Job} job @param {Options} [options] @returns {Promise<Float64Array>} */
  run(job, options = {}) {
    return new Promise((done, fail) => {
      if (options.signal?.aborted) return void fail(abandoned());
      if (this.broken) return void fail(this.broken);
      const task = { job, id: (this.count += 1), options, done, fail };
      options.signal?.addEventListener("abort", () => this.abandon(task), { once: true });
      const place = this.queue.findIndex((each) => (each.options.urgency ?? 1) > (options.urgency ?? 1));
      this.queue.splice(place < 0 ? this.queue.length : place, 0, task);
      this.next();
    });
  }

  /** Workers with nothing to do, and those whose job is given up, which end it within a slice of time. @returns {number} */
  idle() {
    return this.places.filter((place) => !place.task || place.task.options.signal?.aborted).length;
  }

  close() {
    for (const place of this.places) place.worker.terminate();
    this.places = [];
  }

  next() {
    for (const place of this.places) {
      if (place.task) continue;
      const task = this.queue.shift();
      if (!task) return;
      place.task = task;
      place.worker.postMessage({ kind: "run", id: task.id, job: task.job });
    }
  }

  /** @param {Task} task */
  abandon(task) {
    this.queue = this.queue.filter((each) => each !== task);
    const place = this.places.find((each) => each.task === task);
    place?.worker.postMessage({ kind: "cancel", id: task.id });
    task.fail(abandoned());
  }

  /** @returns {Promise<Place>} */
  opened() {
    return new Promise((done, fail) => {
      const worker = this.factory();
      /** @type {Place} */
      const place = { worker, task: null };
      worker.addEventListener("error", (event) => {
        const error = new Error(event.message || "the worker could not start");
        fail(error);
        this.lost(place, error);
      });
      worker.addEventListener("message", (/** @type {MessageEvent<Report>} */ event) => {
        const report = event.data;
        if (report.kind === "ready") done(place);
        else if (report.kind === "broken") fail(new Error(report.message));
        else this.hear(place, report);
      });
      worker.postMessage({ kind: "open", ...this.kernel });
    });
  }

  /** @param {Place} place @param {Exclude<Report, {kind: "ready"} | {kind: "broken"}>} report */
  hear(place, report) {
    const task = place.task;
    if (!task || task.id !== report.id) return;
    if (report.kind === "progress") return void task.options.onProgress?.(report.share);
    place.task = null;
    if (report.kind === "failed") task.fail(new Error(report.message));
    else {
      this.measure(task.job, report.spent);
      task.done(report.values);
    }
    this.next();
  }

  /** @param {Job} job @param {number} spent */
  measure(job, spent) {
    if (job.recorded) return;
    const cost = spent / (job.bosses.length * job.weeks * job.replications);
    this.cost = this.cost === 0 ? cost : 0.7 * this.cost + 0.3 * cost;
  }

  /** @param {Place} place @param {Error} error */
  lost(place, error) {
    this.places = this.places.filter((each) => each !== place);
    place.task?.fail(error);
    if (this.places.length > 0) return this.next();
    this.broken = new Error(`the model stopped in this browser (${error.message}); load the page again`);
    for (const task of this.queue.splice(0)) task.fail(this.broken);
  }
}
