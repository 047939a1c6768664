import assert from "node:assert/strict";
import { test } from "node:test";
import { at, bands, bandsOf, difference, differenceAt, levelsOf, quantile, standing } from "../../../orgsim/web/scripts/engine/bands.js";

/** Runs of two outcomes, of which the second is looked at. @param {number[][]} values [replication][week] */
function runs(values) {
  const outcomes = Float64Array.from(values.flatMap((weeks) => weeks.flatMap((value) => [-1, value])));
  return { replications: values.length, weeks: values[0].length, outcomes };
}

test("quantiles are numpy's linear ones", () => {
  // numpy.quantile([1, 2, 4, 8, 16], [0.1, 0.5, 0.9]) = [1.4, 4, 12.8]
  const found = bands(runs([[16], [1], [8], [2], [4]]), 1);
  assert.ok(Math.abs(found.low[0] - 1.4) < 1e-12);
  assert.equal(found.median[0], 4);
  assert.ok(Math.abs(found.high[0] - 12.8) < 1e-12);
  assert.ok(Number.isNaN(quantile(new Float64Array(2), 0, 0.5)));
});

test("what does not apply is left out", () => {
  const found = bands(runs([[Number.NaN], [3], [5]]), 1);
  assert.equal(found.median[0], 4);
  assert.ok(Number.isNaN(bands(runs([[Number.NaN]]), 1).median[0]));
});

test("differences are paired, and equal values count half", () => {
  const one = runs([[1, 5], [2, 4], [3, 5]]);
  const other = runs([[0, 4], [2, 6], [9, 3]]);
  const found = difference(one, other, 1); // 1, 0, -6; then, of means of both weeks, 1, -1, -2
  assert.deepEqual([...found.median], [0, -1]);
  assert.deepEqual([...found.said].map((each) => each.toFixed(6)), ["-1.666667", "-0.666667"]);
  assert.ok(Math.abs(found.wins[0] - 0.5) < 1e-12 && Math.abs(found.wins[1] - 1 / 3) < 1e-12);
  assert.deepEqual(differenceAt(one, other, 1, 0), { said: -5 / 3, wins: 1.5, replications: 3 });
});

test("replications that only one has are left out", () => {
  assert.equal(differenceAt(runs([[1], [2], [3]]), runs([[0]]), 1, 0).replications, 1);
});

test("a run stands at the mean of the quarter up to a week; gaps are left out", () => {
  const given = runs([Array.from({ length: 20 }, (_, week) => week), Array.from({ length: 20 }, () => Number.NaN)]);
  const found = levelsOf(given, 1);
  assert.deepEqual([found[0], found[2], found[12], found[19]], [0, 1, 6, 13]);
  assert.ok(Number.isNaN(found[20]));
  assert.deepEqual([...standing(given, 1)], [...found.subarray(0, 20)]);
});

test("single values, and the same arrays for the same runs", () => {
  const given = runs([[1, 2], [3, 4]]);
  assert.equal(at(given, 1, 0, 1), 3);
  assert.equal(bandsOf(given, 1), bandsOf(given, 1));
});
