import assert from "node:assert/strict";
import { test } from "node:test";
import { changes, datesOf, inputs, shiftOf, usualValue, valueOf, withShift, withValue } from "../../../orgsim/web/scripts/model/future.js";
import { catalog } from "./catalog.js";

test("a scenario as it is gives the levers and dates that Python gives it", () => {
  for (const scenario of catalog.scenarios) {
    const found = inputs(catalog, { scenario: scenario.name });
    assert.deepEqual(found.fixed, scenario.fixed, scenario.name);
    assert.deepEqual(found.levers, scenario.levers, scenario.name);
  }
});

test("a lever without dates of its own follows the shift; what its own leave open is the shift's", () => {
  const future = { scenario: "replace_untrusted", shift: { week: 100, ramp: 20, end: 200 } };
  assert.deepEqual(datesOf(catalog, future, "coaching"), { week: 100, ramp: 20, end: 200 });
  assert.deepEqual(datesOf(catalog, future, "replace_below"), { week: 100, ramp: 0, end: 200 });
  const own = { ...future, timing: { coaching: { end: /** @type {const} */ ("never") } } };
  assert.deepEqual(datesOf(catalog, own, "coaching"), { week: 100, ramp: 20, end: null });
});

test("a value that the scenario has anyway is no change", () => {
  const key = "levers.coaching";
  const start = { scenario: "lead_after_turnaround" };
  const usual = usualValue(catalog, start, key);
  const moved = withValue(catalog, start, key, usual / 2);
  assert.equal(valueOf(catalog, moved, key), usual / 2);
  assert.equal(inputs(catalog, moved).levers.coaching.value, usual / 2);
  assert.equal(changes(moved), 1);
  assert.deepEqual(withValue(catalog, moved, key, usual), start);
  assert.deepEqual(withShift(catalog, withShift(catalog, start, "week", 3), "week", shiftOf(catalog, start).week), start);
});

test("equal futures are equal as text, whatever was changed first", () => {
  const [one, other] = ["context.trust.gain", "context.style.peers"];
  const start = { scenario: "management_trap" };
  const there = withValue(catalog, withValue(catalog, start, one, 0.1), other, 1);
  const back = withValue(catalog, withValue(catalog, start, other, 1), one, 0.1);
  assert.equal(JSON.stringify(there), JSON.stringify(back));
});

test("an unknown scenario or key is named", () => {
  assert.throws(() => inputs(catalog, { scenario: "nothing" }), /scenario nothing: unknown/);
  assert.throws(() => valueOf(catalog, { scenario: "management_trap" }, "context.nothing"), /context.nothing: unknown/);
});
