/**
 * The state of a page, and what can be undone.
 *
 * @typedef {import("../model/future.js").Future} Future
 * @typedef {import("../model/organizations.js").Choice} Choice
 * @typedef {"A" | "B" | "C"} Letter
 *
 * @typedef {object} State
 * @property {string} page
 * @property {Choice} organization
 * @property {{A: Future, B: Future, C: Future | null}} futures
 * @property {Letter} editing
 * @property {number} weeks
 * @property {number} seed
 * @property {number} week the shared week cursor
 * @property {string[]} charts names of outcomes
 * @property {Record<string, string>} details what single pages keep, by `page.name`
 *
 * @typedef {{key?: string, undo?: boolean}} How `key`: changes with the same key one after the other are undone together
 */

/** What undo brings back; the page, the cursor and details stay where they are. */
const UNDONE = /** @type {const} */ (["organization", "futures", "editing", "weeks", "seed", "charts"]);
const KEPT = 200;

/** One page's state. */
export class Store {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    /** Counts changes of what is simulated or shown; the week cursor does not count. */
    this.version = 0;
    /** @type {State[]} */
    this.past = [];
    /** @type {State[]} */
    this.future = [];
    /** @type {string | undefined} */
    this.lastKey = undefined;
    /** @type {Set<() => void>} */
    this.listeners = new Set();
  }

  /** @returns {State} */
  get() {
    return this.state;
  }

  /**
   * Change some of the state.
   * @param {Partial<State> | ((state: State) => Partial<State>)} change
   * @param {How} [how]
   */
  set(change, { key, undo = true } = {}) {
    const before = this.state;
    const next = fitted({ ...before, ...(typeof change === "function" ? change(before) : change) });
    if (differs(before, next)) {
      if (undo && (key === undefined || key !== this.lastKey)) this.past = [...this.past.slice(1 - KEPT), before];
      if (undo) this.future = [];
      this.lastKey = key;
      this.version += 1;
    }
    this.state = next;
    this.tell();
  }

  /** Changes with the same key are undone separately from here on: a slider was let go. */
  settle() {
    this.lastKey = undefined;
  }

  undo() {
    this.travel(this.past, this.future);
  }

  redo() {
    this.travel(this.future, this.past);
  }

  /** @param {() => void} listener @returns {() => void} ends it */
  subscribe(listener) {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** @param {State[]} from @param {State[]} to */
  travel(from, to) {
    const found = from.pop();
    if (!found) return;
    to.push(this.state);
    /** @type {any} */
    const next = { ...this.state };
    for (const name of UNDONE) next[name] = found[name];
    this.state = fitted(next);
    this.lastKey = undefined;
    this.version += 1;
    this.tell();
  }

  tell() {
    for (const listener of [...this.listeners]) listener();
  }
}

/** @param {State} one @param {State} other @returns {boolean} whether something that undo brings back differs */
function differs(one, other) {
  return UNDONE.some((name) => one[name] !== other[name]);
}

/** The state with a cursor inside the run, and a future to edit that there is. @param {State} state @returns {State} */
function fitted(state) {
  const week = Math.min(Math.max(Math.round(state.week), 0), state.weeks - 1);
  const editing = state.futures[state.editing] ? state.editing : "B";
  return week === state.week && editing === state.editing ? state : { ...state, week, editing };
}
