// Bundles the pages, scripts and styles one file each, with what they were made from: npm ci && npm run bundle
// With --check nothing is written: the exit status says whether the files are what they would be.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { build, version } from "esbuild";

const HERE = import.meta.dirname;
const WEB = join(HERE, "..");
const COMMON = /** @type {const} */ ({ bundle: true, minify: true, write: false, target: "es2022", metafile: true, legalComments: "none" });
/** @type {Set<string>} */
const inputs = new Set([join(HERE, "build.mjs")]);

/** @param {import("esbuild").Metafile} metafile */
function used(metafile) {
  for (const path of Object.keys(metafile.inputs)) if (!path.includes(":") && !path.startsWith("<")) inputs.add(join(process.cwd(), path));
}

/** The engine's worker as the body of a function whose only argument is its scope. */
async function worker() {
  const entry = join(WEB, "scripts/engine/worker.js");
  const made = await build({ ...COMMON, entryPoints: [entry], format: "iife", define: { self: "scope" } });
  used(made.metafile);
  return `export function serve(scope) {\n${made.outputFiles[0].text}}`;
}

/** @returns {Promise<string>} */
async function scripts() {
  const source = await worker();
  const made = await build({
    ...COMMON,
    entryPoints: [join(WEB, "scripts/entry.js")],
    format: "iife",
    plugins: [
      {
        name: "worker",
        setup(steps) {
          steps.onResolve({ filter: /^orgsim:worker$/ }, ({ path }) => ({ path, namespace: "worker" }));
          steps.onLoad({ filter: /.*/, namespace: "worker" }, () => ({ contents: source, loader: "js" }));
        },
      },
    ],
  });
  used(made.metafile);
  return made.outputFiles[0].text;
}

/** What unpacks the scripts. @returns {Promise<string>} */
async function loader() {
  const made = await build({ ...COMMON, entryPoints: [join(WEB, "scripts/saved/loader.js")], format: "esm" });
  used(made.metafile);
  return made.outputFiles[0].text;
}

/** The styles of pages and of saved files, in their order. @returns {Promise<string>} */
async function styles() {
  const made = await build({ ...COMMON, entryPoints: [join(WEB, "styles/index.css")] });
  used(made.metafile);
  return made.outputFiles[0].text;
}

/** @param {string | Buffer} content */
const hash = (content) => createHash("sha256").update(content).digest("hex");

const files = { "app.js": await scripts(), "loader.js": await loader(), "app.css": await styles() };
/** @type {Record<string, string>} */
const sources = {};
for (const path of [...inputs].sort()) sources[relative(WEB, path).replaceAll("\\", "/")] = hash(await readFile(path));
const made = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, hash(text)]));
const manifest = `${JSON.stringify({ esbuild: version, sources, made }, null, 1)}\n`;
const all = { ...files, "manifest.json": manifest };
if (process.argv.includes("--check")) {
  for (const [name, text] of Object.entries(all)) {
    const now = await readFile(join(HERE, name), "utf8").catch(() => "");
    if (now !== text) {
      console.error(`${name} is not what these sources make; run: npm run bundle`);
      process.exitCode = 1;
    }
  }
} else {
  for (const [name, text] of Object.entries(all)) await writeFile(join(HERE, name), text);
  for (const [name, text] of Object.entries(files)) console.log(`${name}: ${Buffer.byteLength(text).toLocaleString("en")} bytes`);
}
