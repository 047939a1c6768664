// What the page says of two futures at their end. Usage: node one_number.mjs FILE; prints {A, B, difference} by outcome.
import { readFileSync } from "node:fs";
import { differenceAt, standing } from "../../orgsim/web/scripts/engine/bands.js";

const { replications, weeks, outcomes, places } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const [A, B] = outcomes.map((values) => ({ replications, weeks, outcomes: Float64Array.from(values) }));
const said = places.map((place) => ({
  A: standing(A, place)[weeks - 1],
  B: standing(B, place)[weeks - 1],
  difference: differenceAt(B, A, place, weeks - 1).said,
}));
console.log(JSON.stringify(said));
