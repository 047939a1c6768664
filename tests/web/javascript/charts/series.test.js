import assert from "node:assert/strict";
import { test } from "node:test";
import { bandPath, clamped, linePath, straight } from "../../../../orgsim/web/scripts/charts/series.js";

const same = (/** @type {number} */ value) => value;

test("a line goes through its weeks and leaves gaps where there is no number", () => {
  assert.equal(linePath([1, 2, 3], same, same), "M0,1L1,2L2,3");
  assert.equal(linePath([1, 2, NaN, 4, 5], same, same), "M0,1L1,2M3,4L4,5");
  assert.equal(linePath([], same, same), "");
});

test("a band goes out along one edge and back along the other", () => {
  assert.equal(bandPath([1, 2], [3, 4], same, same), "M0,3L1,4L1,2L0,1Z");
});

test("a band may skip weeks but never the last one", () => {
  const low = Float64Array.from({ length: 6 }, (_, week) => week);
  assert.equal(bandPath(low, low, same, same, 2), "M0,0L2,2L4,4L5,5L5,5L4,4L2,2L0,0Z");
});

test("places are straight between the edges, and clamped where asked", () => {
  assert.equal(straight(0, 10, 100, 0)(2.5), 75);
  assert.equal(clamped(0, 1, 100, 0)(2), 0);
  assert.equal(clamped(0, 1, 100, 0)(-1), 100);
});
