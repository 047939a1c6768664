import assert from "node:assert/strict";
import { test } from "node:test";
import { placeMarks, valueTicks } from "../../../../orgsim/web/scripts/charts/axes.js";
import { rangeOf, rows, spread, textSize } from "../../../../orgsim/web/scripts/charts/layout.js";
import { differs } from "../../../../orgsim/web/scripts/charts/memo.js";

test("labels that would hide each other are moved apart, in their order and inside the edges", () => {
  assert.deepEqual(spread([50, 51, 10], 14, 0, 100), [50, 64, 10]);
  assert.deepEqual(spread([99, 100, 98], 10, 0, 100), [90, 100, 80]);
  assert.deepEqual(spread([-5], 10, 0, 100), [0]);
  assert.deepEqual(spread([], 10, 0, 100), []);
});

test("labels in a row do not touch", () => {
  assert.deepEqual(rows([{ start: 0, end: 10 }, { start: 5, end: 20 }, { start: 12, end: 14 }, { start: 6, end: 7 }]), [0, 1, 0, 2]);
});

test("events near the right edge are named to the left of their line", () => {
  const [first, last] = placeMarks([{ week: 10, label: "shift" }, { week: 300, label: "shock" }], 312, 40, 400, 12);
  assert.equal(first.anchor, "start");
  assert.equal(last.anchor, "end");
  assert.equal(last.row, 0);
});

test("the range is the one asked for, or holds all finite values", () => {
  assert.deepEqual(rangeOf([[5, 7]], [0, 1]), [0, 1]);
  assert.deepEqual(rangeOf([[3, NaN, 4], [Infinity, 2]]), [2, 4]);
  assert.deepEqual(rangeOf([[NaN]]), [0, 1]);
  assert.deepEqual(rangeOf([[2, 2]]), [1, 3]);
  assert.deepEqual(rangeOf([[0]]), [-0.5, 0.5]);
});

test("shares have quarters on their axis where there is room", () => {
  assert.deepEqual(valueTicks(0, 1, 200, 12), [0, 0.25, 0.5, 0.75, 1]);
  assert.ok(valueTicks(0, 1, 60, 12).length <= 3);
});

test("text grows with the chart and is never below 12 pixels", () => {
  assert.deepEqual([300, 800, 1600].map(textSize), [12, 13, 15]);
});

test("something differs if one value is another one", () => {
  const list = [1];
  assert.equal(differs({ a: 1, list }, { a: 1, list }), false);
  assert.equal(differs({ a: 1, list }, { a: 1, list: [1] }), true);
  assert.equal(differs({ a: 1, b: 2 }, { a: 1 }), true);
});
