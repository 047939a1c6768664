/** Paired differences of the chosen outcomes, with bands and the share of runs that win. */
import { html, useCallback, useMemo } from "../../../vendor/preact.js";
import { DifferenceChart, capital, yearText } from "../../charts/index.js";
import { difference, differenceAt } from "../../engine/bands.js";
import { formatOf } from "../../model/format.js";
import { useApp, useChosen, useRuns } from "../app.js";
import { PAIRS, Section, usePair } from "./common.js";

/** @typedef {import("../../state/store.js").Letter} Letter */

/** The differences, each outcome's in a chart of its own. */
export function Differences() {
  const { one, other, choose } = usePair();
  const charts = useChosen((state) => state.charts);
  const third = useChosen((state) => state.futures.C !== null);
  const count = Math.min(useRuns(one).runs?.replications ?? 0, useRuns(other).runs?.replications ?? 0);
  const menu = third
    ? html`<div class="compare-pairs" role="group" aria-label="Futures compared">
        ${PAIRS.map((pair) => {
          const key = pair.join("");
          return html`<button type="button" key=${key} aria-pressed=${pair[0] === one && pair[1] === other} onClick=${() => choose(key)}>${pair[0]} against ${pair[1]}</button>`;
        })}
      </div>`
    : null;
  return html`<${Section} title=${`${one} against ${other}, run by run`} menu=${menu}>
    <p class="soft">
      Each of ${count || "the"} runs of ${one} is held against the run of ${other} with the same people and the same luck; what is left is how
      they are led. The line is the median of the differences, the band holds four in five of them. A run wins in a week when its
      difference is on the better side; equal runs count half.
    </p>
    <${OutcomePicker} />
    <div class="compare-charts">
      ${charts.map((name) => html`<div class="compare-chart" key=${name}><${PairChart} ...${{ name, one, other }} /></div>`)}
    </div>
  <//>`;
}

/** Which outcomes are shown: the same choice as in the simulator. */
function OutcomePicker() {
  const { catalog, store } = useApp();
  const charts = useChosen((state) => state.charts);
  const toggle = (/** @type {string} */ name, /** @type {boolean} */ on) => {
    const chosen = on ? [...charts, name] : charts.filter((each) => each !== name);
    if (chosen.length > 0) store.set({ charts: chosen });
  };
  return html`<details class="compare-picker">
    <summary>Outcomes: ${charts.map((name) => catalog.outcome(name).label).join(", ")}</summary>
    <div class="compare-choices">
      ${catalog.outcomes.map(
        ({ name, label, meaning }) => html`<label key=${name} title=${meaning}>
          <input type="checkbox" checked=${charts.includes(name)} onChange=${(/** @type {Event} */ event) => toggle(name, /** @type {HTMLInputElement} */ (event.target).checked)} />
          ${label}
        </label>`,
      )}
    </div>
  </details>`;
}

/** One outcome's paired difference. @param {{name: string, one: Letter, other: Letter, title?: string}} props `title`: the outcome's name if not given */
export function PairChart({ name, one, other, title }) {
  const { catalog, store } = useApp();
  const { label, unit } = catalog.outcome(name);
  const place = /** @type {number} */ (catalog.place.get(name));
  const side = catalog.better(name);
  const week = useChosen((state) => state.week);
  const [mine, theirs] = [useRuns(one), useRuns(other)];
  const runs = mine.runs && theirs.runs && mine.runs.weeks === theirs.runs.weeks ? { mine: mine.runs, theirs: theirs.runs } : null;
  const found = useMemo(() => runs && sided(difference(runs.mine, runs.theirs, place), side), [runs?.mine, runs?.theirs, place, side]);
  const onWeek = useCallback((/** @type {number} */ to) => store.set({ week: to }), [store]);
  const error = mine.error ?? theirs.error;
  if (error) return html`<p role="alert">${label}: ${error}</p>`;
  if (!found || !runs) return html`<p class="soft compare-waiting">${label}: computing…</p>`;
  const format = formatOf(catalog, unit);
  const { weeks } = runs.mine;
  const word = side === 0 ? "higher" : "better";
  return html`<${DifferenceChart}
    title=${title ?? label}
    unit=${format === "percent" ? "points" : unit}
    letter=${one}
    label=${`${one} less ${other}`}
    tone=${one.toLowerCase()}
    winsLabel=${`${one} ${word}: share of runs`}
    headline=${html`<${Headline} ...${{ name, one, runs, week: Math.min(week, weeks - 1), word }} />`}
    ...${{ difference: found, format, weeks, week: Math.min(week, weeks - 1), onWeek }}
  />`;
}

/**
 * The share of wins is that of the better side; where neither is better, of the higher one.
 * @param {ReturnType<typeof difference>} found @param {number} side
 */
function sided(found, side) {
  return side < 0 ? { ...found, wins: found.wins.map((share) => 1 - share) } : found;
}

/** @param {{name: string, one: Letter, runs: {mine: import("../../engine/bands.js").Runs, theirs: import("../../engine/bands.js").Runs}, week: number, word: string}} props */
function Headline({ name, one, runs, week, word }) {
  const { catalog } = useApp();
  const place = /** @type {number} */ (catalog.place.get(name));
  const { wins, replications } = differenceAt(runs.mine, runs.theirs, place, week);
  const count = catalog.better(name) < 0 ? replications - wins : wins;
  return html`<span>${capital(yearText(week))}: ${one} ${word} in ${Number.isInteger(count) ? count : count.toFixed(1)} of ${replications} runs</span>`;
}
