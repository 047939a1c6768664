import assert from "node:assert/strict";
import test from "node:test";
import { kept, placeOf, seriesOf, throughout, valuesAt, weeksToRecord } from "../../../../orgsim/web/scripts/model/record.js";
import { reportsOf, shapeOf } from "../../../../orgsim/web/scripts/model/shape.js";

test("a record stays small, and has the first and the last week", () => {
  assert.deepEqual(weeksToRecord(5, 10, 3), [0, 1, 2, 3, 4]);
  const large = weeksToRecord(312, 5000, 28);
  assert.ok(large.length < 40);
  assert.deepEqual([large[0], large[large.length - 1]], [0, 311]);
  assert.deepEqual(weeksToRecord(1, 5, 28), [0]);
});

test("of a record the wanted fields are kept, by week and by person", () => {
  const weeks = [0, 4];
  const values = Float64Array.from({ length: 2 * 3 * 2 }, (_, place) => place);
  const record = kept(values, weeks, [{ name: "trust", place: 2 }], 3);
  assert.equal(record.people, 2);
  assert.deepEqual(Array.from(valuesAt(record, "trust", 1)), [10, 11]);
  assert.deepEqual(seriesOf(record, "trust", 1), [5, 11]);
  assert.deepEqual([0, 3, 4, 9].map((week) => placeOf(weeks, week)), [0, 0, 1, 1]);
});

test("between recorded weeks curves are straight", () => {
  assert.deepEqual(Array.from(throughout([0, 1, 3], [0, 2, 4], 5)), [0, 0.5, 1, 2, 3]);
  assert.ok(Number.isNaN(throughout([1, Number.NaN], [0, 2], 3)[1]));
});

test("who leads whom", () => {
  const { people, supervisors, leaders } = shapeOf([-1, 0, 0, 1, 0, 2, 3, 3]);
  assert.deepEqual([people, supervisors, leaders], [8, 4, 3]);
  assert.deepEqual(reportsOf([-1, 0, 0, 1]), [2, 1, 0, 0]);
});
