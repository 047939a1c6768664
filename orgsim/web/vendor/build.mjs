// Bundles the libraries that pages use, one file each, with their licences: npm ci && npm run vendor
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const HERE = import.meta.dirname;
const BUNDLES = {
  d3: {
    source: `
      export { bisector, extent, max, min, quantileSorted } from "d3-array";
      export { format } from "d3-format";
      export { hierarchy, tree, treemap, pack, cluster } from "d3-hierarchy";
      export { interpolateRgb } from "d3-interpolate";
      export { scaleLinear, scaleBand, scaleDiverging, scaleSequential } from "d3-scale";
      export { area, curveMonotoneX, line, linkVertical } from "d3-shape";`,
  },
  preact: {
    source: `
      import { h } from "preact";
      import htm from "htm";
      export { h, render, createContext, Fragment, Component } from "preact";
      export * from "preact/hooks";
      export const html = htm.bind(h);`,
  },
};
const PACKAGES = join(HERE, "../../../node_modules");

/** @param {string} name @returns {Promise<{name: string, version: string, licence: string, text: string}>} */
async function licence(name) {
  const folder = join(PACKAGES, name);
  const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  return { name, version: about.version, licence: about.license, text: await readFile(join(folder, "LICENSE"), "utf8") };
}

let texts = "The libraries bundled in this folder, with their licences.\n";
for (const [name, bundle] of Object.entries(BUNDLES)) {
  const found = await build({
    stdin: { contents: bundle.source, resolveDir: HERE },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    metafile: true,
    outfile: join(HERE, `${name}.js`),
    legalComments: "none",
  });
  const inside = Object.keys(found.metafile.inputs).flatMap((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []);
  for (const each of [...new Set(inside)].sort()) {
    const { version, licence: kind, text } = await licence(each);
    texts += `\n${"=".repeat(78)}\n${each} ${version} (${kind}), in ${name}.js\n\n${text.trim()}\n`;
  }
}
await writeFile(join(HERE, "LICENSES.txt"), texts);
