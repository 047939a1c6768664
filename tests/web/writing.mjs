// Writes what a page saves for states that Python chose. Usage: node writing.mjs TABLES.json CASES.json RESULTS.json
import { readFileSync, writeFileSync } from "node:fs";
import { commandOf, overridesOf } from "../../orgsim/web/scripts/export/command.js";
import { bandsText } from "../../orgsim/web/scripts/export/csv.js";
import { pythonFloat } from "../../orgsim/web/scripts/export/numbers.js";
import { guarded, guardedLine } from "../../orgsim/web/scripts/export/spreadsheet.js";
import { configurationText } from "../../orgsim/web/scripts/export/yaml.js";
import { yamlText } from "../../orgsim/web/scripts/export/yamltext.js";
import { Catalog } from "../../orgsim/web/scripts/model/catalog.js";

const [tables, cases, results] = process.argv.slice(2);
const catalog = new Catalog(JSON.parse(readFileSync(tables, "utf8")));
const { states, floats, texts, cells, bands } = JSON.parse(readFileSync(cases, "utf8"));
const columns = bands.columns.map(({ values, ...each }) => ({ ...each, runs: { ...bands.runs, outcomes: Float64Array.from(values, (value) => value ?? NaN) } }));

writeFileSync(
  results,
  JSON.stringify({
    states: states.map((state) => ({
      configuration: configurationText(catalog, state, 64),
      overrides: overridesOf(state.futures.B),
      command: commandOf(catalog, state, state.futures.B, 64),
    })),
    floats: floats.map(pythonFloat),
    texts: texts.map((text) => yamlText({ text })),
    cells: cells.map((text) => [guarded(text), guardedLine(text)]),
    bands: bandsText(catalog, columns, bands.outcomes, "here"),
  }),
);
