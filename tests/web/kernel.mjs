// Runs the cases that Python wrote beside their results, and compares every bit. Usage: node kernel.mjs KERNEL_FOLDER CASES_FOLDER
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [kernel, cases] = process.argv.slice(2);
const { createEngine } = await import(pathToFileURL(join(kernel, "kernel.js")).href);
const manifest = JSON.parse(readFileSync(join(kernel, "manifest.json"), "utf8"));
const engine = await createEngine(manifest, readFileSync(join(kernel, "kernel.wasm")));

/** How many of the doubles differ from those in a file. */
function different(values, name) {
  const bytes = readFileSync(join(cases, name));
  const expected = new BigUint64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const got = new BigUint64Array(values.buffer, values.byteOffset, values.length);
  assert.equal(got.length, expected.length, `${name}: as many numbers`);
  return got.reduce((sum, each, place) => sum + (each === expected[place] ? 0 : 1), 0);
}

let compared = 0;
for (const { name, bosses, fixed, levers, recorded, ...numbers } of JSON.parse(readFileSync(join(cases, "cases.json"), "utf8"))) {
  const organization = engine.organization(bosses);
  const study = {
    organization,
    fixed: engine.fixed(fixed),
    levers: engine.levers(levers, numbers.weeks),
    ...numbers,
  };
  const whole = engine.run(study);
  assert.equal(different(whole, `${name}.outcomes`), 0, `${name}: outcomes`);

  const session = engine.begin({ ...study, recorded });
  while (session.advance(7));
  assert.equal(different(session.outcomes(), `${name}.outcomes`), 0, `${name}: outcomes, a few weeks at a time`);
  session.close();

  const people = engine.people({ ...study, replication: numbers.first, recorded });
  assert.equal(different(people, `${name}.people`), 0, `${name}: people`);
  compared += 2 * whole.length + people.length;
}

assert.equal(engine.memory.taken.length, 0, "all memory is given back");
for (const bosses of [[], [-1], [-1, -1], [0, 0], [-1, 2, 1], [-1, 5], [-1, -2], [1, 0]]) {
  assert.throws(() => engine.organization(bosses), RangeError, `bosses ${bosses}`);
}
const pair = engine.organization([-1, 0]);
for (const [name, weeks, replications] of [["weeks", 0, 1], ["weeks", 1.5, 1], ["replications", 1, -1]]) {
  const study = { organization: pair, fixed: engine.fixed(), levers: engine.levers({}, 1), weeks, replications };
  assert.throws(() => engine.run(study), new RegExp(`^RangeError: ${name}: `));
}
const short = { organization: pair, fixed: new Float64Array(3), levers: engine.levers({}, 2), weeks: 2 };
assert.throws(() => engine.run(short), /^RangeError: fixed: 3 numbers; \d+ expected$/);
assert.throws(() => engine.run({ ...short, organization: { ...pair } }), /not one of this engine's/);
assert.throws(() => engine.fixed({ "context.trust.nothing": 1 }), /context.trust.nothing: unknown/);
assert.equal(engine.memory.taken.length, 0, "faults keep no memory");
console.log(compared);
