import assert from "node:assert/strict";
import { test } from "node:test";
import { formatter } from "../../../../orgsim/web/scripts/charts/format.js";

test("shares are written as percent, their differences as signed points", () => {
  const { tick, value, difference } = formatter("percent");
  assert.equal(tick(0.25), "25%");
  assert.equal(value(1), "100%");
  assert.equal(value(-0.04), "−4%");
  assert.equal(difference(0.344), "+34");
  assert.equal(difference(-0.05), "−5");
});

test("nothing is ever minus zero or plus zero", () => {
  assert.equal(formatter("percent").value(-0.001), "0%");
  assert.equal(formatter("percent").difference(0.001), "0");
  assert.equal(formatter("percent").difference(-0.001), "0");
  assert.equal(formatter("number").difference(-0.0001), "0");
});

test("numbers keep three figures", () => {
  const { value, difference } = formatter("number");
  assert.deepEqual([0.1234, 1.236, 12.34, 1234.4, -0.5].map(value), ["0.123", "1.24", "12.3", "1234", "−0.5"]);
  assert.equal(difference(1.2), "+1.2");
});

test("what is missing is a dash, and an own function is used", () => {
  assert.equal(formatter("percent").value(NaN), "–");
  assert.equal(formatter("number").difference(NaN), "–");
  assert.equal(formatter((value) => `${value} levels`).difference(-2), "−2 levels");
});
