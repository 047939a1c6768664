import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { affordable, inWeek, less, overWeeks, several, spreadOf } from "../../../orgsim/web/scripts/engine/several.js";
import { Catalog } from "../../../orgsim/web/scripts/model/catalog.js";
import { differing, shiftedTo, steps, withOne } from "../../../orgsim/web/scripts/model/differing.js";
import { inputs } from "../../../orgsim/web/scripts/model/future.js";
import { shiftWeeks } from "../../../orgsim/web/scripts/parts/compare/waiting.js";

const TABLES = new URL("../../../orgsim/web/kernel/parameters.json", import.meta.url);
const catalog = new Catalog(JSON.parse(readFileSync(TABLES, "utf8")));
const NAMES = catalog.scenarios.map((each) => each.name);

test("equal futures differ in nothing, however they are written", () => {
  const [name] = NAMES;
  assert.deepEqual(differing(catalog, [{ scenario: name }, { scenario: name, levers: {}, shift: {} }]), []);
});

test("a lever that is not pulled has no dates, and dates alone are a difference", () => {
  const [row] = differing(catalog, [{ scenario: "half_hearted" }, { scenario: "half_hearted", shift: { week: 99 } }]);
  assert.equal(row.key, "levers.coaching");
  assert.deepEqual(row.settings.map((each) => each.dates?.week), [catalog.scenario.get("half_hearted")?.shift.week, 99]);
  const plain = differing(catalog, [{ scenario: "management_trap" }, { scenario: "half_hearted" }]);
  assert.equal(plain[0].settings[0].dates, null);
});

test("taking over every difference, one by one, leads from any scenario to any other", () => {
  for (const from of NAMES) {
    for (const to of NAMES) {
      const target = { scenario: to };
      let future = /** @type {import("../../../orgsim/web/scripts/model/future.js").Future} */ ({ scenario: from });
      for (const { key } of differing(catalog, [future, target])) future = withOne(catalog, future, target, key);
      assert.deepEqual(differing(catalog, [future, target]), [], `${from} to ${to}`);
    }
  }
});

test("support that ends goes on as long when the shift is moved", () => {
  const shift = { week: 156, ramp: 13, end: 260 };
  assert.deepEqual(shiftedTo({ scenario: "half_hearted" }, 0, shift).shift, { end: 104, ramp: 13, week: 0 });
  assert.equal(inputs(catalog, shiftedTo({ scenario: "half_hearted" }, 52, shift)).levers.coaching.end, 156);
  assert.equal(shiftedTo({ scenario: "early_shift" }, 52, { week: 26, ramp: 13, end: null }).shift?.end, null);
});

test("a step stays on its slider, and never goes the other way", () => {
  for (const { down, value, up, key } of steps(catalog, { scenario: "management_trap" }, 0.1)) {
    const row = catalog.parameter(key);
    assert.ok(row.low <= down && down <= value && value <= up && up <= row.high, key);
  }
});

test("the weeks tried are whole quarters and the week of the shift, inside the run", () => {
  const weeks = shiftWeeks(312, 150);
  assert.ok(weeks.includes(150));
  assert.ok(weeks.every((week) => week === 150 || week % 13 === 0));
  assert.deepEqual(weeks, [...weeks].sort((one, other) => one - other));
  assert.deepEqual(shiftWeeks(26, 500), [0, 13]);
  assert.ok(shiftWeeks(1040, 0).length <= 13);
});

/** Runs of one outcome. @param {number[][]} curves by replication */
const runsOf = (curves) => ({ replications: curves.length, weeks: curves[0].length, outcomes: Float64Array.from(curves.flat()) });

test("differences are run by run, and a missing number leaves its run out", () => {
  const one = runsOf([[1, 5], [1, 7], [Number.NaN, Number.NaN]]);
  const other = runsOf([[0, 4], [0, 1], [0, 1]]);
  assert.deepEqual([...less(inWeek(one, 0, 1), inWeek(other, 0, 1))].slice(0, 2), [1, 3.5]);
  assert.deepEqual(spreadOf(less(inWeek(one, 0, 1), inWeek(other, 0, 1))), { low: 1.25, median: 2.25, high: 3.25 });
  assert.deepEqual([...overWeeks(runsOf([[1, 5], [1, Number.NaN]]), 0)], [3, 1]);
});

test("a small sweep keeps its order, says how far it is, and stops when nobody wants it", async () => {
  /** @type {any} */
  const engine = { simulate: async (/** @type {any} */ { future }) => runsOf([[Number(future.scenario)]]) };
  const asked = Array.from({ length: 7 }, (_, i) => /** @type {any} */ ({ future: { scenario: String(i) } }));
  /** @type {number[]} */
  const progress = [];
  const options = { signal: new AbortController().signal, onProgress: (/** @type {number} */ done) => void progress.push(done) };
  assert.deepEqual(await several(engine, asked, 1, (runs) => runs.outcomes[0], options), [0, 1, 2, 3, 4, 5, 6]);
  assert.deepEqual(progress, [1, 2, 3, 4, 5, 6, 7]);
  await assert.rejects(several(engine, asked, 1, () => 0, { signal: AbortSignal.abort(), onProgress: () => undefined }));
});

test("large organizations get fewer runs, and never less than a band needs", () => {
  assert.equal(affordable(13, 5, 312), 16);
  assert.equal(affordable(26, 5000, 1040), 8);
  assert.ok(affordable(13, 277, 312) >= affordable(26, 277, 312));
});
