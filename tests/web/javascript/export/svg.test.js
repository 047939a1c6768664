import assert from "node:assert/strict";
import { test } from "node:test";
import { fileName } from "../../../../orgsim/web/scripts/export/download.js";
import { wrapped } from "../../../../orgsim/web/scripts/export/svg.js";

test("names of files hold letters and digits only", () => {
  assert.equal(fileName("Performance, B less A", "svg"), "performance-b-less-a.svg");
  assert.equal(fileName("../../etc/passwd", "png"), "etc-passwd.png");
  assert.equal(fileName("<script>", "svg"), "script.svg");
  assert.equal(fileName("…", "svg"), "chart.svg");
});

test("text is broken between words, and long words stay whole", () => {
  assert.deepEqual(wrapped("one two three", 60, 12), ["one two", "three"]);
  assert.deepEqual(wrapped("extraordinarily one", 40, 12), ["extraordinarily", "one"]);
  assert.deepEqual(wrapped("  ", 40, 12), []);
});
