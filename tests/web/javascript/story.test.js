import assert from "node:assert/strict";
import test from "node:test";
import { answerOf, around, longest, readSaid, wayOf, writeSaid } from "../../../orgsim/web/scripts/model/story.js";

/** Runs of one outcome. @param {number[][]} curves by replication */
function runsOf(curves) {
  return { replications: curves.length, weeks: curves[0].length, outcomes: Float64Array.from(curves.flat()) };
}

/** @type {any} */
const STORY = { cards: [{ name: "one", weeks: 10 }, { name: "two", weeks: 30 }] };

test("a curve is flat up to the threshold, and up or down beyond it", () => {
  assert.equal(wayOf(0.03, 0.03), "flat");
  assert.equal(wayOf(-0.03, 0.03), "flat");
  assert.equal(wayOf(0.031, 0.03), "up");
  assert.equal(wayOf(-0.031, 0.03), "down");
});

test("the answer is the median's, beside it how many runs went which way", () => {
  const runs = runsOf([
    [0, 0.5, 0.9],
    [0, 0.5, 0.6],
    [0, 0.5, 0.5],
    [0, 0.5, 0.1],
    [0, 0.5, 0.8],
  ]);
  assert.deepEqual(answerOf(runs, 0, { from: 1, until: 2 }, 0.03), {
    way: "up",
    before: 0.5,
    after: 0.6,
    runs: { up: 3, flat: 1, down: 1 },
    replications: 5,
  });
});

test("runs that lack the outcome in one of the weeks went no way", () => {
  const runs = runsOf([
    [Number.NaN, 0.9],
    [0.5, 0.9],
    [0.5, 0.9],
  ]);
  assert.deepEqual(answerOf(runs, 0, { from: 0, until: 1 }, 0.03).runs, { up: 2, flat: 0, down: 0 });
});

test("an axis about its middle holds every curve and does not lean, but for the edges of what is possible", () => {
  assert.deepEqual(around([[0.5, 0.62]], 0.5), [0.35, 0.65]);
  assert.deepEqual(around([[0.9, 0.1]], 0.9), [0.1, 1]);
  assert.deepEqual(around([[0.5, 0.5]], 0.5), [0.4, 0.6]);
});

test("what the room said is kept in the link, and what is not understood is left out", () => {
  const said = /** @type {const} */ ({ one: "up", two: "flat" });
  assert.deepEqual(readSaid(STORY, writeSaid(said)), said);
  assert.deepEqual(readSaid(STORY, "one:sideways,three:up,two:down,,::"), { two: "down" });
  assert.deepEqual(readSaid(STORY, undefined), {});
});

test("the runs are as long as the longest card", () => {
  assert.equal(longest(STORY), 30);
});
