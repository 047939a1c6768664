/** "Why?": what each mechanism of the model does to an outcome of the edited future, at the week of the cursor. */
import { html, useEffect, useState } from "../../vendor/preact.js";
import { weekText } from "../charts/index.js";
import { askedFor } from "../engine/live.js";
import { explain, partsAt } from "../engine/why.js";
import { differenceText } from "../model/format.js";
import { useApp, useChosen } from "./app.js";

/** @typedef {import("../engine/why.js").Why} Why */
/** @typedef {import("../engine/why.js").Part} Part */

const DETAIL = "simulator.why";
const QUIET = 400;

/** The panel; what it shows is computed while it is open. */
export function WhyPanel() {
  const { store, catalog } = useApp();
  const name = useChosen((state) => state.details[DETAIL]);
  const charts = useChosen((state) => state.charts);
  const open = name !== undefined && catalog.place.has(name);
  const show = (/** @type {string | null} */ outcome) => {
    const { [DETAIL]: _, ...rest } = store.get().details;
    store.set({ details: outcome === null ? rest : { ...rest, [DETAIL]: outcome } });
  };
  const toggled = (/** @type {Event} */ event) => {
    const now = /** @type {HTMLDetailsElement} */ (event.currentTarget).open;
    if (now !== open) show(now ? charts[0] : null);
  };
  return html`<details class="panel why" open=${open} onToggle=${toggled}>
    <summary><h2>Why? What moved an outcome, by mechanism</h2></summary>
    ${open ? html`<${Explained} name=${name} onName=${show} />` : null}
  </details>`;
}

/** @param {{name: string, onName: (name: string) => void}} props */
function Explained({ name, onName }) {
  const { catalog } = useApp();
  const letter = useChosen((state) => state.editing);
  const week = useChosen((state) => state.week);
  const { why, progress, error } = useWhy();
  const choice = catalog.app.why;
  return html`
    <div class="why-head">
      <label>Outcome <${OutcomeSelect} value=${name} onChange=${onName} /></label>
      <p class="soft">
        Future ${letter}, ${weekText(week)}. Each bar is counterfactual: the runs as they are, less the same runs, on the same dice,
        with this mechanism switched off from the first week on; the mean of ${choice.replications} runs. Mechanisms work together,
        so the bars do not add up.
      </p>
    </div>
    ${error ? html`<p class="bad">${error}</p>` : null}
    ${why ? html`<${Bars} ...${{ why, name, week: Math.min(week, why.weeks - 1), stale: progress !== null }} />` : null}
    ${progress === null ? null : html`<p class="soft"><progress max="1" value=${progress} aria-label="Mechanisms tried"></progress> Running without each mechanism…</p>`}
  `;
}

/** The effects of the edited future's mechanisms, computed anew once it has been left alone for a moment. */
function useWhy() {
  const { catalog, engine, store } = useApp();
  const future = useChosen((state) => state.futures[state.editing]);
  const weeks = useChosen((state) => state.weeks);
  const seed = useChosen((state) => state.seed);
  const organization = useChosen((state) => state.organization);
  /** @type {[{why: Why | null, progress: number | null, error: string | null}, (change: any) => void]} */
  const [found, setFound] = useState({ why: null, progress: 0, error: null });
  useEffect(() => {
    const { editing } = store.get();
    const asked = askedFor(store.get(), editing);
    if (!asked) return undefined;
    const ending = new AbortController();
    const put = (/** @type {object} */ change) => {
      if (!ending.signal.aborted) setFound((/** @type {object} */ before) => ({ ...before, ...change }));
    };
    put({ progress: 0, error: null });
    const timer = setTimeout(() => {
      explain(engine, asked, catalog.app.why.replications, ending.signal, (progress) => put({ progress })).then(
        (why) => put({ why, progress: null }),
        (error) => put({ progress: null, error: error instanceof Error ? error.message : String(error) }),
      );
    }, QUIET);
    return () => {
      ending.abort();
      clearTimeout(timer);
    };
  }, [future, weeks, seed, organization]);
  return found;
}

/** @param {{why: Why, name: string, week: number, stale: boolean}} props */
function Bars({ why, name, week, stale }) {
  const { catalog } = useApp();
  const { shown, weeks: back } = catalog.app.why;
  const place = /** @type {number} */ (catalog.place.get(name));
  const parts = partsAt(why, place, week, back);
  if (parts.length === 0) return html`<p>No mechanism makes a difference to this outcome in this week.</p>`;
  const most = Math.max(...parts.map(({ effect }) => Math.abs(effect)));
  const rows = (/** @type {Part[]} */ some) => some.map((part) => html`<${Row} key=${part.mechanism.name} ...${{ part, most, name, runs: why.replications }} />`);
  const rest = parts.slice(shown);
  const head = html`<thead>
    <tr><th scope="col">Mechanism</th><th scope="col">Effect on ${catalog.outcome(name).label.toLowerCase()}</th><th scope="col">Over the last ${back} weeks</th><th scope="col">Runs</th></tr>
  </thead>`;
  return html`<div class=${stale ? "why-bars stale" : "why-bars"}>
    <table>${head}<tbody>${rows(parts.slice(0, shown))}</tbody></table>
    ${rest.length > 0
      ? html`<details>
          <summary>${rest.length} smaller ones</summary>
          <table>${head}<tbody>${rows(rest)}</tbody></table>
        </details>`
      : null}
  </div>`;
}

/** @param {{part: Part, most: number, name: string, runs: number}} props */
function Row({ part, most, name, runs }) {
  const { catalog } = useApp();
  const { mechanism, effect, change, above } = part;
  const { unit } = catalog.outcome(name);
  const fine = (/** @type {number} */ value) => (value === 0 ? "0" : differenceText(catalog, unit, value).replace(/^0$/, "≈ 0"));
  const size = most > 0 ? (50 * Math.abs(effect)) / most : 0;
  const agree = effect >= 0 ? above : runs - above;
  return html`<tr>
    <th scope="row">${mechanism.meaning}<span class="soft small"> ${mechanism.name}</span></th>
    <td class="numbers why-bar">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <line x1="50" x2="50" y1="0" y2="10" />
        <rect class=${effect < 0 ? "less" : "more"} x=${effect < 0 ? 50 - size : 50} width=${size} y="1.5" height="7" />
      </svg>
      <span>${fine(effect)}</span>
    </td>
    <td class="numbers">${arrow(change)} ${fine(change)}</td>
    <td class="numbers">${agree} of ${runs}</td>
  </tr>`;
}

/** @param {number} change @returns {string} */
function arrow(change) {
  return change > 0 ? "▲" : change < 0 ? "▼" : "";
}

/** A menu of all outcomes. @param {{value: string, onChange: (name: string) => void}} props */
export function OutcomeSelect({ value, onChange }) {
  const { catalog } = useApp();
  const chosen = (/** @type {Event} */ event) => onChange(/** @type {HTMLSelectElement} */ (event.target).value);
  return html`<select value=${value} onChange=${chosen}>
    ${catalog.outcomes.map(({ name, label }) => html`<option key=${name} value=${name} selected=${name === value}>${label}</option>`)}
  </select>`;
}
