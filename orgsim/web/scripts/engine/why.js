/**
 * What each mechanism does to the outcomes of a future: runs with it less the same runs without it, on the same dice.
 *
 * @typedef {import("../model/catalog.js").Mechanism} Mechanism
 * @typedef {import("./bands.js").Runs} Runs
 * @typedef {import("./client.js").Asked} Asked
 *
 * @typedef {object} Effect
 * @property {Mechanism} mechanism
 * @property {Float64Array} mean [week, outcome] with the mechanism less without it, mean over replications
 * @property {Uint8Array} above [week, outcome] in how many replications it is above 0
 *
 * @typedef {{effects: Effect[], replications: number, weeks: number, outcomes: number}} Why
 * @typedef {{mechanism: Mechanism, effect: number, change: number, above: number}} Part one mechanism at one week
 */
import { withoutEach } from "../model/without.js";

const BACKGROUND = 2;

/**
 * Run a future without each of its mechanisms, one after the other, behind everything that is more urgent.
 * @param {import("./client.js").Client} engine @param {Asked} asked @param {number} replications
 * @param {AbortSignal} signal @param {(share: number) => void} onProgress
 * @returns {Promise<Why>}
 */
export async function explain(engine, asked, replications, signal, onProgress) {
  const options = { urgency: BACKGROUND, signal };
  const base = await engine.simulate({ ...asked, replications }, options);
  const variants = withoutEach(engine.catalog, asked.future);
  let done = 0;
  const effects = await Promise.all(
    variants.map(async ({ mechanism, future }) => {
      const runs = await engine.simulate({ ...asked, future, replications }, options);
      onProgress((done += 1) / variants.length);
      return { mechanism, ...effectOf(base, runs) };
    }),
  );
  return { effects, replications, weeks: asked.weeks, outcomes: base.outcomes.length / (replications * asked.weeks) };
}

/** @param {Runs} base @param {Runs} runs @returns {{mean: Float64Array, above: Uint8Array}} */
export function effectOf(base, runs) {
  const size = base.outcomes.length / base.replications;
  const mean = new Float64Array(size);
  const above = new Uint8Array(size);
  for (let place = 0; place < size; place += 1) {
    let sum = 0;
    for (let at = place; at < base.outcomes.length; at += size) {
      const gap = base.outcomes[at] - runs.outcomes[at];
      sum += gap;
      if (gap > 0) above[place] += 1;
    }
    mean[place] = sum / base.replications;
  }
  return { mean, above };
}

/**
 * What the mechanisms do to one outcome in one week, the largest first; those that make no difference are left out.
 * @param {Why} why @param {number} outcome its place @param {number} week @param {number} back weeks that changes look back
 * @returns {Part[]}
 */
export function partsAt(why, outcome, week, back) {
  const before = Math.max(week - back, 0);
  return why.effects
    .map(({ mechanism, mean, above }) => {
      const at = week * why.outcomes + outcome;
      return { mechanism, effect: mean[at], change: mean[at] - mean[before * why.outcomes + outcome], above: above[at] };
    })
    .filter(({ effect, change }) => effect !== 0 || change !== 0)
    .filter(({ effect }) => Number.isFinite(effect))
    .sort((one, other) => Math.abs(other.effect) - Math.abs(one.effect));
}
