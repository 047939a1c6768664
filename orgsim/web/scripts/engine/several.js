/**
 * Many futures one after the other, of which only a number of each run is kept: small sweeps in the page.
 *
 * @typedef {import("./client.js").Asked} Asked
 * @typedef {import("./bands.js").Runs} Runs
 * @typedef {{low: number, median: number, high: number}} Spread 10, 50 and 90 % of the runs
 */
import { at, levelsOf, quantile } from "./bands.js";

const ABREAST = 3;
/** Person-weeks that a small sweep may take. */
const AFFORDABLE = 60_000_000;
const MOST = 16;
const LEAST = 8;

/**
 * How many replications each of so many futures can have.
 * @param {number} futures @param {number} people @param {number} weeks @returns {number}
 */
export function affordable(futures, people, weeks) {
  const count = Math.floor(AFFORDABLE / Math.max(futures * people * weeks, 1));
  return Math.min(Math.max(count, LEAST), MOST);
}

/**
 * @template T
 * @param {{simulate: import("./client.js").Client["simulate"]}} engine
 * @param {Asked[]} asked
 * @param {number} replications
 * @param {(runs: Runs) => T} keep what is kept of the runs of each
 * @param {{signal: AbortSignal, onProgress: (done: number) => void}} options
 * @returns {Promise<T[]>} in the order of `asked`
 */
export async function several(engine, asked, replications, keep, { signal, onProgress }) {
  /** @type {T[]} */
  const kept = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < asked.length && !signal.aborted) {
      const place = next;
      next += 1;
      kept[place] = keep(await engine.simulate({ ...asked[place], replications }, { urgency: 1, signal }));
      done += 1;
      onProgress(done);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, work));
  signal.throwIfAborted();
  return kept;
}

/** Where each run stands in one week in one outcome. @param {Runs} runs @param {number} outcome @param {number} week @returns {Float64Array} */
export function inWeek(runs, outcome, week) {
  const levels = levelsOf(runs, outcome);
  return Float64Array.from({ length: runs.replications }, (_, replication) => levels[replication * runs.weeks + week]);
}

/** The mean of one outcome over all weeks, of each run. @param {Runs} runs @param {number} outcome @returns {Float64Array} */
export function overWeeks(runs, outcome) {
  return Float64Array.from({ length: runs.replications }, (_, replication) => {
    let sum = 0;
    let count = 0;
    for (let week = 0; week < runs.weeks; week += 1) {
      const value = at(runs, replication, week, outcome);
      if (value === value) {
        sum += value;
        count += 1;
      }
    }
    return sum / count;
  });
}

/** One less the other, run by run. @param {Float64Array} one @param {Float64Array} other @returns {Float64Array} */
export function less(one, other) {
  return one.map((value, run) => value - other[run]);
}

/** The spread of some numbers, NaN left out. @param {Float64Array} values @returns {Spread} */
export function spreadOf(values) {
  const sorted = values.filter((value) => value === value).sort();
  const [low, median, high] = [0.1, 0.5, 0.9].map((share) => quantile(sorted, sorted.length, share));
  return { low, median, high };
}
