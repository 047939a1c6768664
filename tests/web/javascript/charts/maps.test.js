import assert from "node:assert/strict";
import { test } from "node:test";
import { barRange } from "../../../../orgsim/web/scripts/charts/bars.js";
import { differenceRange } from "../../../../orgsim/web/scripts/charts/difference.js";
import { cellAfterKey } from "../../../../orgsim/web/scripts/charts/grid.js";
import { heatClass, step } from "../../../../orgsim/web/scripts/charts/heat.js";
import { everySo, mapRange } from "../../../../orgsim/web/scripts/charts/map.js";
import { patternId } from "../../../../orgsim/web/scripts/charts/patterns.js";
import { boxQuality, pointPaths } from "../../../../orgsim/web/scripts/charts/scatter.js";

test("values have eleven steps, and what has none has none", () => {
  assert.deepEqual([0, 0.5, 1, -3, 7].map((value) => step(value)), [0, 5, 10, 0, 10]);
  assert.equal(step(0, -0.4, 0.4), 5);
  assert.equal(heatClass(0.31), "heat heat-3");
  assert.equal(step(NaN), -1);
});

test("a diverging scale is even about zero unless told otherwise", () => {
  const map = /** @type {any} */ ({ cells: [-0.1, 0.3, NaN], scale: "diverging" });
  assert.deepEqual(mapRange(map), [-0.3, 0.3]);
  assert.deepEqual(mapRange({ ...map, scale: "sequential" }), [-0.1, 0.3]);
  assert.deepEqual(mapRange({ ...map, domain: [0, 1] }), [0, 1]);
});

test("keys move through cells and stop at the edges; up is upwards", () => {
  const from = { column: 1, row: 1 };
  assert.deepEqual(cellAfterKey("ArrowUp", from, 4, 3), { column: 1, row: 2 });
  assert.deepEqual(cellAfterKey("ArrowDown", { column: 1, row: 0 }, 4, 3), { column: 1, row: 0 });
  assert.deepEqual(cellAfterKey("End", from, 4, 3), { column: 3, row: 1 });
  assert.deepEqual(cellAfterKey("PageUp", from, 4, 3), { column: 1, row: 2 });
  assert.equal(cellAfterKey("x", from, 4, 3), null);
});

test("labels are left out where there is no room", () => {
  assert.deepEqual(everySo(5, 500, 50), [0, 1, 2, 3, 4]);
  assert.deepEqual(everySo(5, 100, 50), [0, 3]);
});

test("categories have patterns of their own", () => {
  assert.equal(new Set([0, 1, 2, 3, 4, 5].map((category) => patternId("map", category))).size, 6);
});

test("bars hold zero, values and intervals", () => {
  assert.deepEqual(barRange([{ key: "a", label: "a", value: 2, low: -1, high: 5 }]), [-1, 5]);
  assert.deepEqual(barRange([{ key: "a", label: "a", value: 2 }]), [0, 2]);
  assert.deepEqual(barRange([]), [0, 1]);
});

test("differences are shown about zero", () => {
  const difference = { low: [0.1], median: [0.2], said: [0.2], high: [0.3], wins: [1] };
  assert.equal(differenceRange(difference, undefined)[0], 0);
  assert.deepEqual(differenceRange(difference, [-1, 1]), [-1, 1]);
});

test("a box is as good as the points in it, and as those it holds", () => {
  const points = { x: { label: "", values: [1, 2, 3, 4] }, y: { label: "", values: [1, 1, 1, 9] }, inside: [true, true, false, true] };
  assert.deepEqual(boxQuality(points, { x: [-Infinity, 3], y: [0, 5] }), { density: 2 / 3, coverage: 2 / 3 });
});

test("points are rings or crosses, and points without a place are left out", () => {
  const points = { x: { label: "", values: [1, 2, NaN] }, y: { label: "", values: [1, 2, 3] }, inside: [true, false, true] };
  const { rings, crosses } = pointPaths(points, Number, Number);
  assert.equal(rings.match(/M/g)?.length, 1);
  assert.equal(crosses, "M0,0l4,4m0,-4l-4,4");
});
