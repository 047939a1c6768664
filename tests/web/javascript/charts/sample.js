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
