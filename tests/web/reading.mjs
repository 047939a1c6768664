// Reads the tables that Python wrote, and writes what came of each. Usage: node reading.mjs READING.json CASES.json RESULTS.json
import { readFileSync, writeFileSync } from "node:fs";
import { findColumns } from "../../orgsim/web/scripts/table/columns.js";
import { readPeople } from "../../orgsim/web/scripts/table/hris.js";
import { readTable } from "../../orgsim/web/scripts/table/table.js";
import { ReadingError, Wording } from "../../orgsim/web/scripts/table/wording.js";

const [reading, cases, results] = process.argv.slice(2);
const words = new Wording(JSON.parse(readFileSync(reading, "utf8")));

function outcome({ name, bytes }) {
  try {
    const table = readTable(Buffer.from(bytes, "base64"), name, words);
    const { delimiter, encoding } = table;
    const { repairs, ...draft } = readPeople(table, findColumns(table, words), words);
    return { delimiter, encoding, ...draft, repairs: repairs.map((each) => ({ ...each, file: table.name })) };
  } catch (error) {
    if (error instanceof ReadingError) return { faults: error.faults };
    throw error;
  }
}

writeFileSync(results, JSON.stringify(JSON.parse(readFileSync(cases, "utf8")).map(outcome)));
