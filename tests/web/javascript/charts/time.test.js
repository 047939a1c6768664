import assert from "node:assert/strict";
import { test } from "node:test";
import { weekAt } from "../../../../orgsim/web/scripts/charts/cursor.js";
import { clampWeek, timeTicks, weekAfterKey, weekText, yearRows } from "../../../../orgsim/web/scripts/charts/time.js";

const names = (/** @type {{label: string}[]} */ ticks) => ticks.map(({ label }) => label);

test("years are named from now on, fewer of them where there is less room", () => {
  assert.deepEqual(names(timeTicks(312, 600, 40)), ["now", "yr 1", "yr 2", "yr 3", "yr 4", "yr 5", "yr 6"]);
  assert.deepEqual(names(timeTicks(312, 200, 40)), ["now", "yr 2", "yr 4", "yr 6"]);
});

test("less than two years are shown in quarters", () => {
  assert.deepEqual(names(timeTicks(60, 400, 40)), ["now", "wk 13", "wk 26", "wk 39", "yr 1"]);
});

test("the table has the start, every year and the last week", () => {
  assert.deepEqual(yearRows(312).map(({ week }) => week), [0, 52, 104, 156, 208, 260, 311]);
  assert.equal(yearRows(312).at(-1)?.label, "year 6");
  assert.deepEqual(names(yearRows(60)), ["now", "year 1", "week 59"]);
  assert.deepEqual(names(yearRows(1)), ["now"]);
});

test("keys move the cursor by weeks, quarters and years and never beyond the ends", () => {
  assert.equal(weekAfterKey("ArrowRight", false, 10, 312), 11);
  assert.equal(weekAfterKey("ArrowLeft", true, 20, 312), 7);
  assert.equal(weekAfterKey("PageUp", false, 300, 312), 311);
  assert.equal(weekAfterKey("PageDown", false, 10, 312), 0);
  assert.equal(weekAfterKey("Home", false, 10, 312), 0);
  assert.equal(weekAfterKey("End", false, 10, 312), 311);
  assert.equal(weekAfterKey("a", false, 10, 312), null);
});

test("the pointer finds the nearest week", () => {
  assert.equal(weekAt(0, 624, 312), 0);
  assert.equal(weekAt(100, 624, 312), 50);
  assert.equal(weekAt(-5, 624, 312), 0);
  assert.equal(weekAt(700, 624, 312), 311);
  assert.equal(clampWeek(3, 0), 0);
});

test("weeks are said in words", () => {
  assert.equal(weekText(0), "now");
  assert.equal(weekText(120), "week 120, year 2.3");
});
