import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { examined, sizeFault } from "../../../../orgsim/web/scripts/table/examine.js";
import { personName } from "../../../../orgsim/web/scripts/table/masks.js";
import { canonical } from "../../../../orgsim/web/scripts/table/peel.js";
import { repairsFile } from "../../../../orgsim/web/scripts/table/report.js";
import { SAMPLES } from "../../../../orgsim/web/scripts/table/samples.js";
import { Wording } from "../../../../orgsim/web/scripts/table/wording.js";

const tables = JSON.parse(readFileSync(new URL("../../../../orgsim/web/kernel/parameters.json", import.meta.url), "utf8"));
const words = new Wording(tables.reading);
const SECRET = "id;boss\nann;\nbob;ann\ncyd;ann\ndi;bob\ndi;cyd\nbob;ann\neve;zoe\nfay;bob;extra\n;ann\n";

/** @param {string} text @param {Partial<import("../../../../orgsim/web/scripts/table/examine.js").Choice>} [choice] */
function look(text, choice = {}) {
  return examined({ name: "people.csv", bytes: new TextEncoder().encode(text) }, { masked: true, ...choice }, words);
}

test("masked, nothing that is said holds an id", () => {
  const found = look(SECRET);
  assert.deepEqual(found.people?.ids, found.people?.bosses.map((_, person) => personName(person)));
  const said = JSON.stringify([found.people, found.faults]);
  for (const name of ["ann", "bob", "cyd", "'di'", "eve", "zoe", "fay"]) assert.ok(!said.includes(name), `${name}: ${said}`);
  assert.ok(said.includes("'X1', who is not in the file"));
  assert.equal(found.people?.repairs.length, look(SECRET, { masked: false }).people?.repairs.length);
});

test("faults beyond repair hold no ids either", () => {
  const found = look("id,boss\nann,cyd\nbob,ann\ncyd,bob\n");
  assert.equal(found.people, null);
  assert.deepEqual(found.faults, [
    "people.csv: no head, since everyone has a boss",
    "people.csv rows 2, 4, 3: a circle of bosses: 'P1' → 'P3' → 'P2' → 'P1'",
  ]);
  assert.match(look("id,boss\n1,Ann\n2,Bo\n3,Ann\n").faults[0], /such as 'X1', is an id in column 'id'/);
});

test("nothing is shown as it stands while columns are not sure, either", () => {
  const unsure = look("Emplyee ID,Managr ID\nann,\nbob,ann\n");
  assert.deepEqual([unsure.sure, unsure.name("ann"), unsure.name("bob"), unsure.name("zoe")], [false, "P1", "P2", "?"]);
  const same = look(SECRET, { bosses: 0 });
  assert.deepEqual([same.people, same.name("cyd")], [null, "P3"]);
  assert.equal(look("who,foo\nann,bob\n").name("ann"), "?");
  assert.equal(look('id,boss\nann,\nbob,ann\n"cyd,x').name("bob"), "P2");
});

test("people stand in the canonical order, with their rows", () => {
  const found = look("id,boss\ne,c\nb,a\na,\nc,a\nd,c\nf,b\n", { masked: false });
  assert.deepEqual(found.people?.ids, ["a", "b", "c", "f", "e", "d"]);
  assert.deepEqual(found.people?.bosses, [-1, 0, 0, 1, 2, 2]);
  assert.deepEqual(found.people?.rows, [4, 3, 5, 7, 2, 6]);
  const bosses = found.people?.bosses ?? [];
  assert.deepEqual(canonical(bosses).bosses, bosses);
});

test("columns can be chosen, and are proposed where they are not sure", () => {
  const text = "Emplyee ID,Managr ID,who,whose\n1,,a,\n2,1,b,a\n";
  const found = look(text);
  assert.deepEqual([found.sure, found.columns, found.people], [false, { ids: 0, bosses: 1 }, null]);
  assert.equal(found.faults.length, 2);
  const chosen = look(text, { ids: 2, bosses: 3, masked: false });
  assert.deepEqual([chosen.sure, chosen.people?.ids], [true, ["a", "b"]]);
  assert.match(look(text, { ids: 2, bosses: 2 }).faults[0], /column 'who' cannot hold both/);
});

test("more people than a page takes: the command that does it", () => {
  const { people } = tables.reading.browser;
  const rows = Array.from({ length: people + 1 }, (_, each) => `${each},${each ? 0 : ""}`);
  const found = look(`id,boss\n${rows.join("\n")}`);
  assert.equal(found.people, null);
  assert.deepEqual(found.faults, [
    `people.csv: ${(people + 1).toLocaleString("en-US")} people; a page takes at most ${people.toLocaleString("en-US")}. ` +
      "The command line takes more: orgsim organization=hris organization.path=people.csv",
  ]);
  assert.equal(look(`id,boss\n${rows.slice(0, -1).join("\n")}`).people?.bosses.length, people);
  assert.equal(sizeFault("small.csv", 1000, words), null);
  assert.match(sizeFault("our staff.csv", 2 ** 31, words) ?? "", /is larger than 64 MiB.*organization\.path='our staff\.csv'$/);
});

test("the list of repairs is a file that spreadsheets open and compute nothing of", () => {
  const { name, text } = repairsFile([{ row: 3, reference: "=1+1", kind: "no id", problem: 'a "b", c', repair: "left out" }], "our.staff.csv");
  assert.equal(name, "our.staff-repairs.csv");
  assert.equal(text, '\ufeffrow,reference,kind,problem,repair\r\n3,\'=1+1,no id,"a ""b"", c",left out\r\n');
});

test("the samples show what they are named after", () => {
  const found = SAMPLES.map(({ text }) => look(text()));
  assert.deepEqual(found.map(({ people }) => people !== null), [true, true, false, false]);
  assert.equal(found[0].people?.repairs.length, 0);
  assert.ok(new Set(found[1].people?.repairs.map(({ kind }) => kind)).size >= 6);
  assert.match(found[2].faults[0], /a circle of bosses/);
  const names = look(SAMPLES[3].text(), { ids: 1, bosses: 2 });
  assert.ok((names.people?.bosses.length ?? 0) > 50);
});
