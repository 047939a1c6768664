/**
 * Statistics across replications, week by week.
 *
 * @typedef {{replications: number, weeks: number, outcomes: Float64Array}} Runs `outcomes` by [replication, week, outcome]
 * @typedef {{low: Float64Array, median: Float64Array, high: Float64Array}} Bands 10, 50 and 90 % by week
 */

const SHARES = [0.1, 0.5, 0.9];
/** Up to so many numbers, inserting them one by one is the quicker way to put them in order. */
const FEW = 32;

/** Weeks that a run's level is the mean of, as `LEVEL_WEEKS` in orgsim/model/calendar.py; a test holds both together. */
export const LEVEL_WEEKS = 13;

/** @type {WeakMap<Runs, Map<number, Bands>>} */
const known = new WeakMap();
/** @type {WeakMap<Runs, Map<number, Float64Array>>} */
const knownLevels = new WeakMap();

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
 * Where each run stands in each week: one outcome's mean over the 13 weeks up to it, [replication, week]; NaN is left out.
 * @param {Runs} runs @param {number} outcome @returns {Float64Array} the same array whenever the same runs are asked for
 */
export function levelsOf(runs, outcome) {
  const kept = knownLevels.get(runs) ?? new Map();
  knownLevels.set(runs, kept);
  if (!kept.has(outcome)) kept.set(outcome, levels(runs, outcome));
  return kept.get(outcome);
}

/** @param {Runs} runs @param {number} outcome @returns {Float64Array} */
function levels(runs, outcome) {
  const { replications, weeks } = runs;
  const found = new Float64Array(replications * weeks);
  for (let replication = 0; replication < replications; replication += 1) {
    for (let week = 0; week < weeks; week += 1) {
      let sum = 0;
      let count = 0;
      for (let back = Math.max(week + 1 - LEVEL_WEEKS, 0); back <= week; back += 1) {
        const value = at(runs, replication, back, outcome);
        if (value === value) {
          sum += value;
          count += 1;
        }
      }
      found[replication * weeks + week] = sum / count;
    }
  }
  return found;
}

/**
 * The number that is said of some runs in each week: the mean of where they stand, as in the table of results; NaN left out.
 * @param {Runs} runs @param {number} outcome @returns {Float64Array}
 */
export function standing(runs, outcome) {
  return meanByWeek(levelsOf(runs, outcome), runs.replications, runs.weeks);
}

/** @param {Float64Array} values [replication, week] @param {number} replications @param {number} weeks @returns {Float64Array} */
function meanByWeek(values, replications, weeks) {
  return Float64Array.from({ length: weeks }, (_, week) => {
    let sum = 0;
    let count = 0;
    for (let place = week; place < replications * weeks; place += weeks) {
      if (values[place] === values[place]) {
        sum += values[place];
        count += 1;
      }
    }
    return sum / count;
  });
}

/**
 * The paired difference of the first runs from the second, of where they stand, and the share of replications in which the
 * first is above; equal values count half. Replications that only one of them has are left out. `said` is the mean difference.
 * @param {Runs} runsB @param {Runs} runsA @param {number} outcome @returns {Bands & {said: Float64Array, wins: Float64Array}}
 */
export function difference(runsB, runsA, outcome) {
  const replications = Math.min(runsA.replications, runsB.replications);
  const weeks = Math.min(runsA.weeks, runsB.weeks);
  const [wins, said] = [new Float64Array(weeks), new Float64Array(weeks)];
  const gaps = new Float64Array(weeks * replications);
  for (let week = 0; week < weeks; week += 1) {
    const some = gaps.subarray(week * replications, (week + 1) * replications);
    const found = gapsAt(runsB, runsA, outcome, week, some);
    wins[week] = found.wins / replications;
    said[week] = found.said;
  }
  return { ...across(gaps, replications, weeks), said, wins };
}

/**
 * What `difference` says of one week alone, with the number of replications that it rests on.
 * @param {Runs} runsB @param {Runs} runsA @param {number} outcome @param {number} week
 * @returns {{said: number, wins: number, replications: number}} `wins` as a number of replications
 */
export function differenceAt(runsB, runsA, outcome, week) {
  const replications = Math.min(runsA.replications, runsB.replications);
  return { ...gapsAt(runsB, runsA, outcome, week, new Float64Array(replications)), replications };
}

/**
 * Fills `gaps` [replication] with one week's differences; returns their mean and in how many the first is above.
 * @param {Runs} runsB @param {Runs} runsA @param {number} outcome @param {number} week @param {Float64Array} gaps
 */
function gapsAt(runsB, runsA, outcome, week, gaps) {
  const [one, other] = [levelsOf(runsB, outcome), levelsOf(runsA, outcome)];
  let [wins, sum, count] = [0, 0, 0];
  for (let replication = 0; replication < gaps.length; replication += 1) {
    const gap = one[replication * runsB.weeks + week] - other[replication * runsA.weeks + week];
    gaps[replication] = gap;
    wins += gap > 0 ? 1 : gap === 0 ? 0.5 : 0;
    if (gap === gap) [sum, count] = [sum + gap, count + 1];
  }
  return { said: sum / count, wins };
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
