/** Numbers to draw in tests: smooth, made from sines, never random. */

/**
 * @param {number} weeks @param {number} from @param {number} to @param {number} turn week after which it moves
 * @param {number} [wave] height of the waves
 */
export function curve(weeks, from, to, turn, wave = 0.01) {
  const values = (/** @type {number} */ shift) =>
    Float64Array.from({ length: weeks }, (_, week) => {
      const grown = 1 - Math.exp(-Math.max(week - turn, 0) / 60);
      return from + (to - from) * grown + wave * Math.sin(week / 9) + shift * Math.min(1, week / 40);
    });
  return { low: values(-0.05), median: values(0), high: values(0.06) };
}

/** @param {number} place @param {number} weeks @param {number} [nudge] */
export function sampleSeries(place, weeks, nudge = 0) {
  return [
    { key: "A", label: "as it was", tone: /** @type {const} */ ("a"), ...curve(weeks, 0.3, 0.62 - place / 20, 0) },
    { key: "B", label: "what if", tone: /** @type {const} */ ("b"), ...curve(weeks, 0.3, 0.7 + place / 20 + nudge, 52) },
    { key: "C", label: "kept", tone: /** @type {const} */ ("c"), ...curve(weeks, 0.42, 0.55 - place / 9, 104) },
  ];
}

/** @param {number} weeks */
export function sampleDifference(weeks) {
  const { low, median, high } = curve(weeks, -0.02, 0.3, 60);
  const dip = (/** @type {Float64Array} */ values) => values.map((value, week) => value - 0.12 * Math.exp(-(((week - 40) / 25) ** 2)));
  const wins = median.map((value, week) => 1 / (1 + Math.exp(-40 * (value - 0.12 * Math.exp(-(((week - 40) / 25) ** 2))))));
  return { low: dip(low), median: dip(median), said: dip(median), high: dip(high), wins };
}

/** @param {number} leaders below the head @param {number} each managers per leader @param {number} team workers per manager */
export function sampleOrganization(leaders, each, team) {
  const supervisors = 1 + leaders + leaders * each;
  const people = supervisors + leaders * each * team;
  const boss = Int32Array.from({ length: people }, (_, person) => {
    if (person <= leaders) return person ? 0 : -1;
    if (person < supervisors) return 1 + Math.floor((person - 1 - leaders) / each);
    return 1 + leaders + Math.floor((person - supervisors) / team);
  });
  return { people, supervisors, leaders: 1 + leaders, boss };
}

/** @param {number} people @param {number} phase @returns {Float64Array} [person] between 0 and 1 */
export function sampleValues(people, phase) {
  return Float64Array.from({ length: people }, (_, person) => 0.5 + 0.48 * Math.sin(person * 1.7 + phase));
}

/** @param {number} columns @param {number} rows @returns {Float64Array} [row, column] between -0.3 and 0.5, one of them missing */
export function sampleCells(columns, rows) {
  const cells = Float64Array.from({ length: columns * rows }, (_, place) => {
    const [x, y] = [(place % columns) / columns, Math.floor(place / columns) / rows];
    return 0.5 * Math.tanh(4 * (x + y - 0.9)) + 0.1 * Math.cos(5 * x);
  });
  cells[columns + 2] = NaN;
  return cells;
}

/** @param {number} count */
export function samplePoints(count) {
  const golden = (/** @type {number} */ i, /** @type {number} */ step) => (i * step) % 1;
  const xs = Float64Array.from({ length: count }, (_, i) => golden(i, 0.7548776662));
  const ys = Float64Array.from({ length: count }, (_, i) => 10 * golden(i, 0.5698402910));
  return { xs, ys, inside: Array.from(xs, (x, i) => x > 0.55 + 0.05 * Math.sin(i) && ys[i] < 6.5 + Math.cos(3 * i)) };
}
