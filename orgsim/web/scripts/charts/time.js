/** Weeks and years on an axis, in words and under the keys. */

export const YEAR = 52;
const QUARTER = 13;
const YEAR_STEPS = [1, 2, 5, 10, 20];

/** @typedef {{week: number, label: string}} Tick */

/**
 * The ticks of a time axis: years, or quarters where fewer than two years are shown.
 * @param {number} weeks how many weeks the axis has
 * @param {number} width pixels
 * @param {number} room pixels that a label takes
 * @returns {Tick[]}
 */
export function timeTicks(weeks, width, room) {
  const fits = (/** @type {number} */ step) => (width * step) / weeks >= room;
  const years = weeks >= 2 * YEAR || !fits(QUARTER);
  const step = years ? YEAR * (YEAR_STEPS.find((count) => fits(count * YEAR)) ?? 50) : QUARTER;
  const ticks = [];
  for (let week = 0; week <= weeks; week += step) {
    ticks.push({ week, label: week === 0 ? "now" : week % YEAR === 0 ? `yr ${week / YEAR}` : `wk ${week}` });
  }
  return ticks;
}

/** Where a week stands on the axis: "now", "year 2.3", "year 6". @param {number} week @returns {string} */
export function yearText(week) {
  return week === 0 ? "now" : `year ${(week / YEAR).toFixed(1).replace(/\.0$/, "")}`;
}

/** "week 120, year 2.3" @param {number} week @returns {string} */
export function weekText(week) {
  return week === 0 ? "now" : `week ${week}, ${yearText(week)}`;
}

/** The same at the start of a sentence. @param {string} text @returns {string} */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * The weeks a table shows: the first one, the end of every year, and the last one.
 * @param {number} weeks @returns {Tick[]}
 */
export function yearRows(weeks) {
  const rows = [{ week: 0, label: "now" }];
  for (let week = YEAR; week < weeks; week += YEAR) rows.push({ week, label: `year ${week / YEAR}` });
  const last = weeks - 1;
  if (rows[rows.length - 1].week !== last) {
    rows.push({ week: last, label: (last + 1) % YEAR === 0 ? `year ${(last + 1) / YEAR}` : `week ${last}` });
  }
  return rows;
}

/** @param {number} week @param {number} weeks @returns {number} the nearest whole week that exists */
export function clampWeek(week, weeks) {
  return Math.min(Math.max(Math.round(week), 0), Math.max(weeks - 1, 0));
}

/**
 * Where a key moves the cursor: arrows a week (with Shift a quarter), Page Up and Page Down a year, Home and End to the ends.
 * @param {string} key @param {boolean} shift @param {number} week @param {number} weeks
 * @returns {number | null} the new week; null if the key does not move the cursor
 */
export function weekAfterKey(key, shift, week, weeks) {
  const step = shift ? QUARTER : 1;
  const moves = /** @type {Record<string, number>} */ ({
    ArrowRight: week + step,
    ArrowUp: week + step,
    ArrowLeft: week - step,
    ArrowDown: week - step,
    PageUp: week + YEAR,
    PageDown: week - YEAR,
    Home: 0,
    End: weeks - 1,
  });
  return key in moves ? clampWeek(moves[key], weeks) : null;
}
