import assert from "node:assert/strict";
import { test } from "node:test";
import { moved, notesFor, readContent, writeNotes } from "../../../orgsim/web/scripts/parts/report/notes.js";
import { catalog } from "./catalog.js";

const usual = ["performance", "trust"];

test("what a link keeps of a report is read back, and what is not understood is left out", () => {
  const notes = { trust: "rises", quits: "</textarea>" };
  assert.deepEqual(readContent(catalog, { charts: "quits,trust,quits,nothing", title: "T", text: "x", notes: writeNotes(notes) }, usual), {
    charts: ["quits", "trust"], title: "T", text: "x", notes,
  });
  for (const broken of ["{", "[1]", "3", '{"trust": 3, "nothing": "x"}']) assert.deepEqual(readContent(catalog, { notes: broken }, usual).notes, {});
  assert.deepEqual(readContent(catalog, {}, usual).charts, usual);
  assert.deepEqual(readContent(catalog, { charts: "none" }, usual).charts, []);
});

test("notes are no longer than exports take", () => {
  const longest = catalog.tables.written.longest_note;
  const long = "x".repeat(longest + 9);
  const found = readContent(catalog, { text: long, notes: writeNotes({ trust: long }) }, usual);
  assert.equal(found.text.length, longest);
  assert.equal(found.notes.trust.length, longest);
});

test("charts change places with their neighbours, and stay at the ends", () => {
  assert.deepEqual(moved(["a", "b", "c"], "c", -1), ["a", "c", "b"]);
  assert.deepEqual(moved(["a", "b"], "a", -1), ["a", "b"]);
  assert.deepEqual(moved(["a", "b"], "b", 1), ["a", "b"]);
});

test("exports are told notes of shown charts alone, and none that are empty", () => {
  const content = { charts: ["trust", "quits"], title: "T", text: " ", notes: { trust: "up", quits: "", performance: "gone" } };
  assert.deepEqual(notesFor(content), { title: "T", trust: "up" });
  assert.equal(writeNotes({ trust: "" }), "");
});
