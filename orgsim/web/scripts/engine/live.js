/**
 * The newest runs of futures A, B and C as the state moves: only what moved is computed again, one request in flight and the
 * latest after it, first few replications and more when nothing moves. Only futures that somebody watches are computed.
 *
 * @typedef {import("./bands.js").Runs} Runs
 * @typedef {import("./client.js").Asked} Asked
 * @typedef {import("../state/store.js").Letter} Letter
 * @typedef {import("../state/store.js").State} State
 *
 * @typedef {object} Snapshot
 * @property {Runs | null} runs the newest there are, perhaps of the state before
 * @property {Asked | null} asked what they are runs of
 * @property {boolean} fresh whether they are of the state as it is
 * @property {number} version the store's version that they answer
 * @property {number | null} progress share done of a request that takes long
 * @property {string | null} error
 *
 * @typedef {{key: string | null, asked: Asked | null, busy: AbortController | null, since: number, refining: boolean, timer: any, snapshot: Snapshot,
 *   listeners: Set<() => void>}} Line
 */
import { abandoned } from "./pool.js";

/** Replications when nothing moves. */
export const FULL = 64;
const REST = 150;
const LONG = 200;
const SOON = 400;
/** @type {Snapshot} */
const NOTHING = { runs: null, asked: null, fresh: false, version: 0, progress: null, error: null };
const LETTERS = /** @type {const} */ (["A", "B", "C"]);

export class Live {
  /**
   * @param {import("../state/store.js").Store} store
   * @param {import("./client.js").Client} client
   * @param {(call: () => void) => void} [frame] calls before the next picture
   */
  constructor(store, client, frame = (call) => void requestAnimationFrame(call)) {
    this.store = store;
    this.client = client;
    this.frame = frame;
    /** @type {Record<Letter, Line>} */
    this.lines = { A: line(), B: line(), C: line() };
    /** @type {Set<Letter>} */
    this.changed = new Set();
    /** Told the store's version once what was computed for it is drawn. @type {(version: number) => void} */
    this.onDrawn = () => undefined;
    store.subscribe(() => this.follow());
  }

  /** @param {Letter} letter @returns {Snapshot} */
  get(letter) {
    return this.lines[letter].snapshot;
  }

  /** @param {Letter} letter @param {() => void} listener @returns {() => void} ends it */
  watch(letter, listener) {
    const { listeners } = this.lines[letter];
    listeners.add(listener);
    this.follow();
    return () => void listeners.delete(listener);
  }

  /** Hold every watched future against the state. */
  follow() {
    for (const letter of LETTERS) {
      const each = this.lines[letter];
      const asked = askedFor(this.store.get(), letter);
      if (each.listeners.size === 0) continue;
      if (!asked) {
        this.stop(each);
        each.key = null;
        if (each.snapshot !== NOTHING) this.show(letter, NOTHING);
        continue;
      }
      if (each.key !== null && same(asked, each.asked)) continue;
      each.asked = asked;
      const key = this.client.key(asked);
      if (key !== each.key) this.move(letter, asked, key);
      else if (each.snapshot.fresh) this.show(letter, { ...each.snapshot, version: this.store.version });
    }
  }

  /** @param {Letter} letter @param {Asked} asked @param {string} key */
  move(letter, asked, key) {
    const each = this.lines[letter];
    each.key = key;
    const known = this.client.known(asked);
    if (known) {
      this.stop(each);
      this.show(letter, { ...NOTHING, runs: known, asked, fresh: true, version: this.store.version });
      this.rest(letter);
      return;
    }
    each.snapshot = { ...each.snapshot, fresh: false };
    if (each.busy && !each.refining && performance.now() - each.since < LONG) return;
    this.stop(each);
    void this.compute(letter, this.client.quick(asked), 0);
  }

  /** @param {Letter} letter @param {number} replications @param {number} urgency 0 for a move, 1 for refining */
  async compute(letter, replications, urgency) {
    const each = this.lines[letter];
    const asked = askedFor(this.store.get(), letter);
    if (!asked) return;
    const { key } = each;
    const version = this.store.version;
    const busy = new AbortController();
    Object.assign(each, { busy, since: performance.now(), refining: urgency > 0 });
    const onProgress = (/** @type {number} */ share) => this.progress(letter, busy, share);
    try {
      const runs = await this.client.simulate({ ...asked, replications }, { urgency, signal: busy.signal, onProgress });
      if (each.busy !== busy) return;
      each.busy = null;
      const fresh = each.key === key;
      this.show(letter, { ...NOTHING, runs, asked, fresh, version: fresh ? this.store.version : version });
      if (fresh) this.rest(letter);
      else this.again(letter);
    } catch (error) {
      if (each.busy !== busy) return;
      each.busy = null;
      if (error instanceof DOMException && error.name === abandoned().name) return;
      this.show(letter, { ...each.snapshot, progress: null, error: error instanceof Error ? error.message : String(error) });
    }
  }

  /** The state moved on while a request was in flight. @param {Letter} letter */
  again(letter) {
    const each = this.lines[letter];
    const asked = askedFor(this.store.get(), letter);
    each.key = null;
    if (asked) this.move(letter, asked, this.client.key(asked));
  }

  /** Compute more replications once nothing has moved for a moment. @param {Letter} letter */
  rest(letter) {
    const each = this.lines[letter];
    clearTimeout(each.timer);
    const have = each.snapshot.runs?.replications ?? 0;
    if (have >= FULL || each.listeners.size === 0) return;
    each.timer = setTimeout(() => {
      if (!each.busy) void this.compute(letter, this.next(letter, have), 1);
    }, REST);
  }

  /** How many replications to show next: all at once where that is soon. @param {Letter} letter @param {number} have */
  next(letter, have) {
    const asked = askedFor(this.store.get(), letter);
    const soon = asked && this.client.cost(asked) * (FULL - have) < SOON;
    return soon ? FULL : Math.min(2 * have, FULL);
  }

  /** @param {Line} each */
  stop(each) {
    clearTimeout(each.timer);
    const { busy } = each;
    each.busy = null;
    busy?.abort();
  }

  /** @param {Letter} letter @param {AbortController} busy @param {number} share */
  progress(letter, busy, share) {
    const each = this.lines[letter];
    if (each.busy !== busy || each.refining || performance.now() - each.since < LONG) return;
    this.show(letter, { ...each.snapshot, progress: share });
  }

  /** @param {Letter} letter @param {Snapshot} snapshot */
  show(letter, snapshot) {
    this.lines[letter].snapshot = snapshot;
    this.changed.add(letter);
    if (this.changed.size > 1) return;
    this.frame(() => {
      const letters = [...this.changed];
      this.changed.clear();
      for (const each of new Set(letters.flatMap((one) => [...this.lines[one].listeners]))) each();
      const version = Math.max(...letters.map((one) => this.lines[one].snapshot.version));
      queueMicrotask(() => this.onDrawn(version));
    });
  }
}

/** Whether runs can be compared: same organization, weeks and dice. @param {Snapshot} one @param {Snapshot} other @returns {boolean} */
export function comparable({ asked: one }, { asked: other }) {
  return one !== null && other !== null && one.organization === other.organization && one.weeks === other.weeks && one.seed === other.seed;
}

/** What a future of the state asks of the engine. @param {State} state @param {Letter} letter @returns {Asked | null} */
export function askedFor(state, letter) {
  const future = state.futures[letter];
  return future && { organization: state.organization, future, weeks: state.weeks, seed: state.seed };
}

/** @param {Asked} one @param {Asked | null} other @returns {boolean} whether nothing that runs follow has changed */
function same(one, other) {
  if (other === null || one.future !== other.future || one.organization !== other.organization) return false;
  return one.weeks === other.weeks && one.seed === other.seed;
}

/** @returns {Line} */
function line() {
  return { key: null, asked: null, busy: null, since: 0, refining: false, timer: undefined, snapshot: NOTHING, listeners: new Set() };
}
