/**
 * Statistics across replications, week by week.
 *
 * @typedef {{replications: number, weeks: number, outcomes: Float64Array}} Runs `outcomes` by [replication, week, outcome]
 * @typedef {{low: Float64Array, median: Float64Array, high: Float64Array}} Bands 10, 50 and 90 % by week
 */

const SHARES = [0.1, 0.5, 0.9];
/** Up to so many numbers, inserting them one by one is the quicker way to put them in order. */
const FEW = 32;

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
  const { replications, weeks, outcomes } = runs;
  return across(byWeek(outcomes, replications, weeks, width(runs), outcome), replications, weeks);
}

/**
 * One outcome's values as [week, replication]: side by side what is compared.
 * @param {Float64Array} outcomes @param {number} replications @param {number} weeks @param {number} step @param {number} outcome
 */
function byWeek(outcomes, replications, weeks, step, outcome) {
  const values = new Float64Array(weeks * replications);
  let from = outcome;
  for (let replication = 0; replication < replications; replication += 1) {
    for (let to = replication; to < values.length; to += replications, from += step) values[to] = outcomes[from];
  }
  return values;
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
  const gaps = new Float64Array(weeks * replications);
  for (let week = 0; week < weeks; week += 1) {
    for (let replication = 0; replication < replications; replication += 1) {
      const gap = at(runsB, replication, week, outcome) - at(runsA, replication, week, outcome);
      gaps[week * replications + replication] = gap;
      wins[week] += gap > 0 ? 1 : gap === 0 ? 0.5 : 0;
    }
    wins[week] /= replications;
  }
  return { ...across(gaps, replications, weeks), wins };
}

/**
 * What `difference` says of one week alone, with the number of replications that it rests on.
 * @param {Runs} runsB @param {Runs} runsA @param {number} outcome @param {number} week
 * @returns {{low: number, median: number, high: number, wins: number, replications: number}} `wins` as a number of replications
 */
export function differenceAt(runsB, runsA, outcome, week) {
  const replications = Math.min(runsA.replications, runsB.replications);
  const gaps = new Float64Array(replications);
  let wins = 0;
  for (let replication = 0; replication < replications; replication += 1) {
    const gap = at(runsB, replication, week, outcome) - at(runsA, replication, week, outcome);
    gaps[replication] = gap;
    wins += gap > 0 ? 1 : gap === 0 ? 0.5 : 0;
  }
  const found = across(gaps, replications, 1);
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
 * Quantiles across replications by week, NaN left out; NaN where nothing is left. The values are put in order on the way.
 * @param {Float64Array} values [week, replication] @param {number} replications @param {number} weeks @returns {Bands}
 */
function across(values, replications, weeks) {
  const [low, median, high] = SHARES.map(() => new Float64Array(weeks));
  for (let week = 0; week < weeks; week += 1) {
    const some = values.subarray(week * replications, (week + 1) * replications);
    const count = ordered(some);
    low[week] = quantile(some, count, SHARES[0]);
    median[week] = quantile(some, count, SHARES[1]);
    high[week] = quantile(some, count, SHARES[2]);
  }
  return { low, median, high };
}

/** Put numbers in order, NaN behind all others; returns how many are not NaN. @param {Float64Array} values @returns {number} */
function ordered(values) {
  if (values.length > FEW) values.sort();
  else for (let place = 1; place < values.length; place += 1) inserted(values, place);
  let count = values.length;
  while (count > 0 && Number.isNaN(values[count - 1])) count -= 1;
  return count;
}

/** Move one number to its place among those before it. @param {Float64Array} values @param {number} place */
function inserted(values, place) {
  const value = values[place];
  let before = place - 1;
  while (before >= 0 && (values[before] > value || (Number.isNaN(values[before]) && !Number.isNaN(value)))) {
    values[before + 1] = values[before];
    before -= 1;
  }
  values[before + 1] = value;
}

/** numpy's linear quantile of the first `count` numbers, which are sorted. @param {Float64Array} sorted @param {number} count @param {number} share */
export function quantile(sorted, count, share) {
  if (count === 0) return Number.NaN;
  const place = share * (count - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, count - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}
