/**
 * Statistics across replications, week by week.
 *
 * @typedef {{replications: number, weeks: number, outcomes: Float64Array}} Runs `outcomes` by [replication, week, outcome]
 * @typedef {{low: Float64Array, median: Float64Array, high: Float64Array}} Bands 10, 50 and 90 % by week
 */

const SHARES = [0.1, 0.5, 0.9];

/** @type {WeakMap<Runs, Map<number, Bands>>} */
const known = new WeakMap();

/** One outcome's band by week; the same arrays whenever the same runs are asked for. @param {Runs} runs @param {number} outcome @returns {Bands} */
export function bandsOf(runs, outcome) {
  const kept = known.get(runs) ?? new Map();
  known.set(runs, kept);
  if (!kept.has(outcome)) kept.set(outcome, bands(runs, outcome));
  return kept.get(outcome);
}

/** How many outcomes a record has. @param {Runs} runs @returns {number} */
export function width(runs) {
  return runs.outcomes.length / (runs.replications * runs.weeks);
}

/**
 * One outcome's band by week.
 * @param {Runs} runs @param {number} outcome its place @returns {Bands}
 */
export function bands(runs, outcome) {
  const step = width(runs);
  return across(runs.replications, runs.weeks, (replication, week) => runs.outcomes[(replication * runs.weeks + week) * step + outcome]);
}

/**
 * The paired difference of the first runs from the second, and the share of replications in which the first is above; equal
 * values count half. Replications that only one of them has are left out.
 * @param {Runs} runsB @param {Runs} runsA @param {number} outcome @returns {Bands & {wins: Float64Array}}
 */
export function difference(runsB, runsA, outcome) {
  const replications = Math.min(runsA.replications, runsB.replications);
  const weeks = Math.min(runsA.weeks, runsB.weeks);
  const wins = new Float64Array(weeks);
  const pair = (/** @type {number} */ replication, /** @type {number} */ week) => {
    const gap = at(runsB, replication, week, outcome) - at(runsA, replication, week, outcome);
    wins[week] += gap > 0 ? 1 / replications : gap === 0 ? 0.5 / replications : 0;
    return gap;
  };
  const found = across(replications, weeks, pair);
  return { ...found, wins };
}

/**
 * What `difference` says of one week alone, with the number of replications that it rests on.
 * @param {Runs} runsB @param {Runs} runsA @param {number} outcome @param {number} week
 * @returns {{low: number, median: number, high: number, wins: number, replications: number}} `wins` as a number of replications
 */
export function differenceAt(runsB, runsA, outcome, week) {
  const replications = Math.min(runsA.replications, runsB.replications);
  let wins = 0;
  const found = across(replications, 1, (replication) => {
    const gap = at(runsB, replication, week, outcome) - at(runsA, replication, week, outcome);
    wins += gap > 0 ? 1 : gap === 0 ? 0.5 : 0;
    return gap;
  });
  return { low: found.low[0], median: found.median[0], high: found.high[0], wins, replications };
}

/** The mean over replications of one outcome in one week. @param {Runs} runs @param {number} outcome @param {number} week */
export function meanAt(runs, outcome, week) {
  let sum = 0;
  for (let replication = 0; replication < runs.replications; replication += 1) sum += at(runs, replication, week, outcome);
  return sum / runs.replications;
}

/** @param {Runs} runs @param {number} replication @param {number} week @param {number} outcome @returns {number} */
export function at(runs, replication, week, outcome) {
  return runs.outcomes[(replication * runs.weeks + week) * width(runs) + outcome];
}

/**
 * Quantiles across replications by week, NaN left out; NaN where nothing is left.
 * @param {number} replications @param {number} weeks
 * @param {(replication: number, week: number) => number} value
 * @returns {Bands}
 */
function across(replications, weeks, value) {
  const [low, median, high] = SHARES.map(() => new Float64Array(weeks));
  const values = new Float64Array(replications);
  for (let week = 0; week < weeks; week += 1) {
    let count = 0;
    for (let replication = 0; replication < replications; replication += 1) {
      const each = value(replication, week);
      if (each === each) count = insert(values, count, each);
    }
    low[week] = quantile(values, count, SHARES[0]);
    median[week] = quantile(values, count, SHARES[1]);
    high[week] = quantile(values, count, SHARES[2]);
  }
  return { low, median, high };
}

/** Put a number into its place among the first `count`; returns how many there are now. @param {Float64Array} sorted @param {number} count @param {number} value */
function insert(sorted, count, value) {
  let place = count;
  while (place > 0 && sorted[place - 1] > value) {
    sorted[place] = sorted[place - 1];
    place -= 1;
  }
  sorted[place] = value;
  return count + 1;
}

/** numpy's linear quantile of the first `count` numbers, which are sorted. @param {Float64Array} sorted @param {number} count @param {number} share */
export function quantile(sorted, count, share) {
  if (count === 0) return Number.NaN;
  const place = share * (count - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, count - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}
