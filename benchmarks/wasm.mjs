// Milliseconds of each call of the browser's kernel in Node, as JSON; what to run comes as JSON on standard input.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { kernel, bosses, rounds, replications, weeks } = JSON.parse(readFileSync(0, "utf8"));
const { createEngine } = await import(pathToFileURL(join(kernel, "kernel.js")).href);
const manifest = JSON.parse(readFileSync(join(kernel, "manifest.json"), "utf8"));
const engine = await createEngine(manifest, readFileSync(join(kernel, "kernel.wasm")));
const organization = engine.organization(bosses);
const study = { organization, fixed: engine.fixed(), levers: engine.levers({}, weeks), weeks, replications };
const times = [];
for (let round = 0; round < rounds; round += 1) {
  const start = performance.now();
  engine.run(study);
  times.push(performance.now() - start);
}
console.log(JSON.stringify(times));
