// Times the browser's kernel in Node, and hashes what it gives; what to run comes as JSON on standard input.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { kernel, bosses, rounds, ...design } = JSON.parse(readFileSync(0, "utf8"));
const { createEngine } = await import(pathToFileURL(join(kernel, "kernel.js")).href);
const manifest = JSON.parse(readFileSync(join(kernel, "manifest.json"), "utf8"));
const engine = await createEngine(manifest, readFileSync(join(kernel, "kernel.wasm")));
const organization = engine.organization(bosses);
const study = { organization, fixed: engine.fixed(), levers: engine.levers({}, design.weeks), ...design };
const seconds = [];
let outcomes = new Float64Array();
for (let round = 0; round <= rounds; round += 1) {
  const start = performance.now();
  outcomes = engine.run(study);
  seconds.push((performance.now() - start) / 1e3);
}
const sha256 = createHash("sha256").update(new Uint8Array(outcomes.buffer)).digest("hex").slice(0, 16);
console.log(JSON.stringify({ seconds, sha256 }));
