/** The comparison: what differs, by how much it moves outcomes run by run, what waiting costs, and which lever counts. */
import { html } from "../../vendor/preact.js";
import { Differences } from "../parts/compare/differences.js";
import { DifferingTable } from "../parts/compare/levers.js";
import { Moves } from "../parts/compare/moves.js";
import { Waiting } from "../parts/compare/waiting.js";

export const id = "compare";
export const title = "Compare";
/** Which futures are compared, and what each section shows. */
export const keys = ["pair", "waiting", "measure", "moves", "way"];

/** The page. */
export function Page() {
  return html`
    <h1 class="unseen">Compare</h1>
    <div class="compare">
      <${DifferingTable} />
      <${Differences} />
      <div class="compare-two"><${Waiting} /><${Moves} /></div>
    </div>
  `;
}
