import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf } from "../../../orgsim/web/scripts/parts/explore/asking.js";
import { frameOf } from "../../../orgsim/web/scripts/parts/explore/boxes.js";
import { categories, flat, lineOf, pointsOf, splitting, within } from "../../../orgsim/web/scripts/parts/explore/cells.js";
import { cellOf } from "../../../orgsim/web/scripts/parts/explore/map.js";
import { changeFor, told } from "../../../orgsim/web/scripts/parts/explore/opening.js";
import { barOf } from "../../../orgsim/web/scripts/parts/explore/sensitivity.js";
import { rangeText } from "../../../orgsim/web/scripts/parts/explore/wording.js";
import { initialState } from "../../../orgsim/web/scripts/state/initial.js";
import { catalog } from "./catalog.js";

const side = { key: "a", label: "a", scale: "linear", levels: null, values: [0, 1, 2], edges: [-0.5, 0.5, 1.5, 2.5], unit: "", meaning: "" };
const named = { ...side, key: "b", levels: ["few", "many"], values: [0, 1], edges: [-0.5, 0.5, 1.5] };

test("a value lies in the line between its edges, the outermost lines take what is beyond, levels are found by name", () => {
  assert.deepEqual([-9, -0.5, 0.49, 0.5, 1.5, 2.5, 9].map((value) => lineOf(side, value)), [0, 0, 0, 1, 2, 2, 2]);
  assert.deepEqual(["few", "many", "none"].map((value) => lineOf(named, value)), [0, 1, -1]);
});

test("points are those of the table, and every one is in one cell", () => {
  const table = { columns: ["point", "stratum", "a", "b", "c", "runs", "v"], rows: [[0, 0, 0, "few", 7, 3, 0.5], [1, 0, 2, "many", 8, 3, /** @type {any} */ (null)]], total: 2 };
  const points = pointsOf(table, "a", "b", "v");
  assert.deepEqual(points[0], { number: 0, x: 0, y: "few", value: 0.5, values: { a: 0, b: "few", c: 7 } });
  assert.ok(Number.isNaN(points[1].value));
  assert.deepEqual(within(points, side, named, { column: 2, row: 1 }).map(({ number }) => number), [1]);
  assert.deepEqual(within(points, side, named, { column: 1, row: 1 }), []);
});

test("cells without runs are not known; unsure cells stand behind the classes", () => {
  assert.deepEqual([...flat([[1, null]])], [1, NaN]);
  const phases = { winner: [[0, 1, 0, 1, -1]], states: [["decided", "decided", "runs disagree", "too few runs", "empty"]], classes: ["yes", "no"] };
  assert.deepEqual([...categories(phases, ["runs disagree", "too few runs"])], [0, 1, 2, 3, NaN]);
});

test("the split has half of the points on each side, with few digits", () => {
  assert.equal(splitting([0.1, 0.2, 0.30001, 0.4, 0.9, NaN]), 0.3);
  assert.equal(splitting([1000, 5000, 9000]), 5000);
  assert.equal(splitting([]), 0);
});

test("a box is open where it has no limit, and where the limit is one of levels", () => {
  const limits = [
    { key: "a", label: "a", low: 1, high: null, levels: null, quasi_p: 0.01 },
    { key: "b", label: "b", low: null, high: null, levels: ["few"], quasi_p: 0.01 },
  ];
  const box = { words: "", coverage: 1, density: 1, mass: 1, points: 1, chance: 0.02, limits };
  assert.deepEqual(frameOf(box, "a", "b"), { x: [1, Infinity], y: [-Infinity, Infinity] });
});

test("a cell that is not on the plane is none", () => {
  const plane = { x: side, y: named };
  assert.deepEqual(cellOf("2,1", plane), { column: 2, row: 1 });
  for (const text of [undefined, "", "3,0", "0,2", "-1,0", "a,b", "1", "1.5,0"]) assert.equal(cellOf(text, plane), null);
});

test("addresses escape what is not plain", () => {
  assert.equal(addressOf("a b/c", "grid", { x: "p&q", where: ["v > 1", "w"] }), "sweeps/a%20b%2Fc/grid?x=p%26q&where=v%20%3E%201&where=w");
  assert.equal(addressOf("s", ""), "sweeps/s");
});

test("bars without an interval have none", () => {
  assert.deepEqual(barOf({ factor: "peers", key: "k", indices: { S1: { value: 0.2, low: null, high: null } } }, "S1"), { key: "k", label: "Peers", value: 0.2 });
});

test("ranges are told with their unit, long lists by their ends", () => {
  const factor = { key: "k", label: "k", kind: "grid", low: null, high: null, scale: "linear", values: [0, 0.5], varies: true, unit: "logit", meaning: "" };
  assert.equal(rangeText(factor), "0, 0.5 (logit)");
  assert.equal(rangeText({ ...factor, low: 1, high: 5, scale: "log" }), "1 to 5, by its logarithm (logit)");
  assert.equal(rangeText({ ...factor, values: Array.from({ length: 41 }, (_, i) => i), unit: "" }), "41 values from 0 to 40");
});

test("a point becomes future B; A stays, and what is not exact is said", () => {
  const state = initialState(catalog, "simulator");
  const found = { point: 3, future: { scenario: "half_hearted" }, organization: { preset: "small" }, weeks: 900, seed: 5, unit: 0, first: 0, replications: 6, exact: true, note: null };
  const change = changeFor(state, found, 520);
  assert.deepEqual(change, { futures: { ...state.futures, B: found.future }, organization: found.organization, seed: 5, weeks: 520, week: 519, editing: "B" });
  assert.match(told("mine", found, 520), /point 3 of “mine”.*numbers 0 to 5.*Future A is what it was.*first 520/);
  assert.match(told("mine", { ...found, unit: 9 }, 900), /dice of its own/);
  assert.match(told("mine", { ...found, note: "made by another version" }, 900), /not exactly that run: made by another version\./);
});
