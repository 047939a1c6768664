/** Above the charts: how many runs they show, which charts, how long, with which dice. */
import { html } from "../../vendor/preact.js";
import { YEAR } from "../charts/index.js";
import { useApp, useChosen, useRuns } from "./app.js";
import { subjectOf } from "./outcomechart.js";
import { Popover } from "./popover.js";

export function Toolbar() {
  return html`<div class="toolbar"><${Status} /><${Length} /><${Dice} /><${Chooser} /></div>`;
}

/** How many runs, or how far they are. */
function Status() {
  const subject = subjectOf(useChosen((state) => state.editing));
  const { runs, progress, error, fresh } = useRuns(subject);
  const text = error
    ? `Not computed: ${error}`
    : progress !== null
      ? `Computing future ${subject}: ${Math.round(100 * progress)}% of the weeks`
      : runs
        ? `${runs.replications} runs each; bands 10–90%`
        : "Computing…";
  return html`<p class="status small soft">
    ${text} ${progress !== null ? html`<progress max="1" value=${progress} aria-label="Weeks computed"></progress>` : null}
    ${!fresh && runs && progress === null && !error ? html`<span class="unseen">being brought up to date</span>` : null}
  </p>`;
}

function Length() {
  const { catalog, store } = useApp();
  const weeks = useChosen((state) => state.weeks);
  const years = [...new Set([...catalog.app.years, weeks / YEAR])].sort((one, other) => one - other);
  const chosen = (/** @type {Event} */ event) => {
    const next = Number(/** @type {HTMLSelectElement} */ (event.target).value);
    const { week, weeks: before } = store.get();
    store.set({ weeks: next, week: week >= before - 1 ? next - 1 : week });
  };
  return html`<label>Length
    <select value=${weeks} onChange=${chosen}>
      ${years.map((each) => html`<option key=${each} value=${each * YEAR} selected=${each * YEAR === weeks}>${yearsText(each)}</option>`)}
    </select>
  </label>`;
}

/** @param {number} years */
function yearsText(years) {
  return Number.isInteger(years) ? `${years} years` : `${Math.round(years * YEAR)} weeks`;
}

function Dice() {
  const { catalog, store } = useApp();
  const seed = useChosen((state) => state.seed);
  const { low, high } = catalog.tables.bounds.seed;
  const typed = (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.value !== "" && input.checkValidity()) store.set({ seed: Number(input.value) }, { key: "seed" });
  };
  return html`<label>Dice <input type="number" class="seed" min=${low} max=${high} step="1" value=${seed} onInput=${typed} title="The seed: other dice, other runs" /></label>`;
}

/** Which outcomes are charts. */
function Chooser() {
  const { catalog, store } = useApp();
  const charts = useChosen((state) => state.charts);
  const toggle = (/** @type {string} */ name) => {
    const next = charts.includes(name) ? charts.filter((each) => each !== name) : [...charts, name];
    if (next.length > 0) store.set({ charts: next });
  };
  return html`<${Popover} label=${html`Charts <span class="soft">${charts.length}</span>`} name="Charts to show">
    <div class="chooser">
      ${catalog.outcomes.map(
        ({ name, label, meaning }) => html`<label key=${name} title=${meaning}>
          <input type="checkbox" checked=${charts.includes(name)} disabled=${charts.length === 1 && charts[0] === name} onChange=${() => toggle(name)} /> ${label}
        </label>`,
      )}
    </div>
  <//>`;
}
