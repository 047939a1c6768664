/** What always stands in a report: its futures, what the model leaves out, and what made the numbers. */
import { html } from "../../../vendor/preact.js";
import { overridesOf } from "../../export/command.js";
import { named } from "../../export/yaml.js";
import { nameOf, peopleOf } from "../../model/organizations.js";
import { useApp, useChosen, useRuns } from "../app.js";
import { sourceOf } from "./saving.js";

const LETTERS = /** @type {const} */ (["A", "B", "C"]);

/** The futures with what was changed in them, and the organization that they share. */
export function Futures() {
  const { catalog } = useApp();
  const futures = useChosen((state) => state.futures);
  const organization = useChosen((state) => state.organization);
  return html`<dl class="report-futures">
    ${named(catalog, futures).map(({ future, title }, place) => {
      const [, ...changes] = overridesOf(future);
      return html`<div key=${place} class=${`tone-${LETTERS[place].toLowerCase()}`}>
        <dt>${LETTERS[place]}</dt>
        <dd>${title}${changes.length > 0 ? html`<span class="small soft report-changes">${changes.join(", ")}</span>` : null}</dd>
      </div>`;
    })}
    <div><dt class="unseen">Organization</dt><dd class="small soft">${nameOf(catalog, organization)}, ${peopleOf(catalog, organization).toLocaleString("en-GB")} people. Lines are medians, bands hold the middle 80 % of the runs.</dd></div>
  </dl>`;
}

/** What the model leaves out, in the catalog's words. */
export function LeavesOut() {
  const { title, statements } = useApp().catalog.tables.leaves_out;
  return html`<div class="report-leaves">
    <h2>${title}</h2>
    <ul>
      ${statements.map((each) => html`<li key=${each}>${each}</li>`)}
    </ul>
  </div>`;
}

/** Which model made the numbers, and how many runs. */
export function Made() {
  const { catalog, store } = useApp();
  useChosen((state) => state.weeks);
  useChosen((state) => state.seed);
  const { runs } = useRuns("A");
  return html`<p class="small soft report-made">${sourceOf(catalog, store.get(), runs?.replications)}</p>`;
}
