import assert from "node:assert/strict";
import test from "node:test";
import { answersOf, empty, placed } from "../../../orgsim/web/scripts/parts/diagnosis/questions.js";

/** @param {object} some */
const question = (some) => /** @type {any} */ ({ text: "", unit: "", low: 0, high: 1, whole: false, most: 1, optional: false, wanted: "", ...some });
const QUESTIONS = [
  question({ id: "leaders", text: "How many leaders?" }),
  question({ id: "agendas", most: 3 }),
  question({ id: "gap", optional: true }),
  question({ id: "one", text: "Hours: deciding" }),
  question({ id: "other", text: "Hours: leading: coaching" }),
];

test("numbers are numbers, with a point or a comma; what is none is handed on as it is", () => {
  const typed = { ...empty(QUESTIONS), leaders: [" 7 "], agendas: ["12,5", "", "x"], gap: ["-3"], one: ["1e1"] };
  assert.deepEqual(answersOf(QUESTIONS, typed), { leaders: 7, agendas: [12.5, "x"], gap: -3, one: 10 });
});

test("what is left empty is left out, and null where that is an answer", () => {
  assert.deepEqual(answersOf(QUESTIONS, empty(QUESTIONS)), { gap: null });
});

test("a fault stands at its question, without the key; one about several names what they ask", () => {
  const faults = [
    { error: "leaders=1: must be a whole number", field: "leaders", hint: null },
    { error: "one, other: add up to 160 hours", field: null, hint: "a week has 1 to 100" },
    { error: "the server is busy", field: null, hint: "try again" },
  ];
  assert.deepEqual(placed(faults, QUESTIONS), {
    at: { leaders: "Must be a whole number." },
    others: ["Deciding; leading: coaching: these add up to 160 hours; a week has 1 to 100.", "the server is busy; try again"],
  });
});
