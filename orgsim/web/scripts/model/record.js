/**
 * What is kept of a record of people: some fields in some weeks of one replication.
 *
 * @typedef {object} People
 * @property {number[]} weeks that are recorded, in their order
 * @property {number} people
 * @property {Map<string, Float32Array>} fields by name, [recorded week, person]; NaN where a field says nothing of somebody
 */

/** Numbers that a record may have before weeks are left out. */
const ROOM = 4_000_000;

/**
 * The weeks to record so that the record stays small: all of them, or every second, third, …, with the last one.
 * @param {number} weeks @param {number} people @param {number} fields @returns {number[]}
 */
export function weeksToRecord(weeks, people, fields) {
  const step = Math.max(1, Math.ceil((weeks * people * fields) / ROOM));
  return weeksEvery(weeks, step);
}

/** Every so many weeks, with the last one. @param {number} weeks @param {number} step @returns {number[]} */
export function weeksEvery(weeks, step) {
  const chosen = [];
  for (let week = 0; week < weeks - 1; week += step) chosen.push(week);
  return [...chosen, weeks - 1];
}

/**
 * The fields that are wanted of a whole record.
 * @param {Float64Array} values [recorded week, field, person] @param {number[]} weeks
 * @param {{place: number, name: string}[]} wanted @param {number} fields how many there are @returns {People}
 */
export function kept(values, weeks, wanted, fields) {
  const people = values.length / weeks.length / fields;
  const found = new Map(wanted.map(({ name }) => [name, new Float32Array(weeks.length * people)]));
  for (const { name, place } of wanted) {
    const into = /** @type {Float32Array} */ (found.get(name));
    for (let at = 0; at < weeks.length; at += 1) {
      const from = (at * fields + place) * people;
      into.set(values.subarray(from, from + people), at * people);
    }
  }
  return { weeks, people, fields: found };
}

/** The last recorded week at or before a week, as a place among them. @param {number[]} weeks @param {number} week @returns {number} */
export function placeOf(weeks, week) {
  let place = 0;
  while (place + 1 < weeks.length && weeks[place + 1] <= week) place += 1;
  return place;
}

/** Everyone's values of a field in one recorded week. @param {People} record @param {string} name @param {number} place @returns {Float32Array} */
export function valuesAt(record, name, place) {
  const { people } = record;
  return /** @type {Float32Array} */ (record.fields.get(name)).subarray(place * people, (place + 1) * people);
}

/** One person's values of a field in all recorded weeks. @param {People} record @param {string} name @param {number} person @returns {number[]} */
export function seriesOf(record, name, person) {
  const values = /** @type {Float32Array} */ (record.fields.get(name));
  return record.weeks.map((_, place) => values[place * record.people + person]);
}

/**
 * Values of some weeks drawn through all weeks, straight from one to the next.
 * @param {ArrayLike<number>} values [recorded week] @param {number[]} recorded @param {number} weeks @returns {Float64Array} [week]
 */
export function throughout(values, recorded, weeks) {
  const whole = new Float64Array(weeks).fill(Number.NaN);
  recorded.forEach((week, place) => {
    whole[week] = values[place];
    const before = recorded[place - 1] ?? week;
    for (let between = before + 1; between < week; between += 1) {
      whole[between] = values[place - 1] + ((values[place] - values[place - 1]) * (between - before)) / (week - before);
    }
  });
  return whole;
}
