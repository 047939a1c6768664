import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange, branches, MOST_DOTS } from "../../../../orgsim/web/scripts/charts/tree-layout.js";
import { personAfterKey, shown } from "../../../../orgsim/web/scripts/charts/tree-keys.js";
import { meanOver } from "../../../../orgsim/web/scripts/charts/tree-drawing.js";
import { sampleOrganization } from "./sample.js";

const department = sampleOrganization(6, 5, 8);
const company = sampleOrganization(12, 20, 19);

/** @typedef {{x: number, y: number, width: number, height: number}} Rectangle */
/** @param {Rectangle} a @param {Rectangle} b */
const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

for (const width of [320, 900, 2400]) {
  test(`everyone of a department has a place of their own inside a drawing ${width} pixels wide`, () => {
    const { boxes, dots, height } = arrange(branches(department)[0], width, 12);
    assert.equal(boxes.length, department.supervisors);
    assert.deepEqual(
      new Set([...boxes, ...dots].map(({ person }) => person)).size,
      department.people,
    );
    for (const box of boxes) {
      assert.ok(box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y + box.height <= height, JSON.stringify(box));
      assert.equal(box.hidden, null);
    }
    const places = [...boxes, ...dots.map(({ x, y, radius: r }) => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r }))];
    for (let i = 0; i < places.length; i += 1) {
      for (let j = 0; j < i; j += 1) assert.ok(!meet(places[i], places[j]), `${i} lies on ${j}`);
    }
  });
}

test("in a large organization bars stand for all workers, each once", () => {
  assert.ok(company.people > MOST_DOTS);
  const nodes = branches(company);
  const { boxes, dots } = arrange(nodes[0], 1200, 12);
  assert.equal(dots.length, 0);
  const hidden = boxes.flatMap((box) => box.hidden ?? []);
  assert.equal(hidden.length, company.people - company.supervisors);
  assert.equal(new Set(hidden).size, hidden.length);
});

test("a part of a large organization that is small enough shows its people", () => {
  const { boxes, dots } = arrange(branches(company)[3], 1200, 12);
  assert.equal(boxes[0].person, 3);
  assert.equal(boxes.length, 21);
  assert.equal(dots.length, 20 * 19);
});

test("five people are an organization, and workers may report to the head", () => {
  const { boxes, dots } = arrange(branches({ people: 5, supervisors: 2, leaders: 2, boss: [-1, 0, 0, 1, 1] })[0], 600, 12);
  assert.deepEqual(boxes.map(({ person }) => person), [0, 1]);
  assert.deepEqual(dots.map(({ person }) => person), [2, 3, 4]);
});

test("five thousand people below one head are counted, not drawn", () => {
  const people = 5000;
  const boss = Int32Array.from({ length: people }, (_, person) => (person < 1000 ? person - 1 : 999));
  const { boxes } = arrange(branches({ people, supervisors: 1000, leaders: 2, boss })[0], 1200, 12);
  assert.equal(boxes.length, 3);
  assert.equal(boxes[2].hidden?.length, 4000);
});

test("keys go up to the boss, down to those who report, and along those beside", () => {
  const { boxes, dots } = arrange(branches(department)[0], 900, 12);
  const tree = shown(boxes, dots, department.boss);
  const after = (/** @type {string} */ key, /** @type {number} */ person) => personAfterKey(key, person, 0, tree);
  assert.equal(after("ArrowDown", 0), 1);
  assert.equal(after("ArrowDown", 1), 7);
  assert.equal(after("ArrowDown", 7), 37);
  assert.equal(after("ArrowDown", 37), null);
  assert.equal(after("ArrowUp", 37), 7);
  assert.equal(after("ArrowUp", 0), null);
  assert.equal(after("ArrowRight", 7), 8);
  assert.equal(after("ArrowLeft", 7), null);
  assert.equal(after("End", 1), 6);
  assert.equal(after("Home", 40), 0);
  assert.equal(after("x", 40), null);
});

test("the mean is over those who have a value", () => {
  assert.equal(meanOver([0.2, NaN, 0.4], [0, 1, 2]), (0.2 + 0.4) / 2);
  assert.ok(Number.isNaN(meanOver([NaN], [0])));
});
