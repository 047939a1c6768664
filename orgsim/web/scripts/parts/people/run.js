/** Which run is shown, and where it lies among all runs. */
import { html, useMemo } from "../../../vendor/preact.js";
import { BandChart, formatter } from "../../charts/index.js";
import { at, bandsOf } from "../../engine/bands.js";
import { formatOf } from "../../model/format.js";
import { useApp, useChosen, useRuns } from "../app.js";

/** @typedef {import("../../engine/bands.js").Runs} Runs */
/** @typedef {import("../../state/store.js").Letter} Letter */

/** Steps from run to run. @param {{replication: number, count: number, onRun: (replication: number) => void}} props */
export function RunStepper({ replication, count, onRun }) {
  const step = (/** @type {number} */ by) => onRun((replication + by + count) % count);
  return html`<div class="people-run" role="group" aria-label="Run">
    <button type="button" onClick=${() => step(-1)} disabled=${count < 2} aria-label="Previous run">‹</button>
    <output class="numbers">run ${replication + 1} of ${count}</output>
    <button type="button" onClick=${() => step(1)} disabled=${count < 2} aria-label="Next run">›</button>
  </div>`;
}

/** An outcome of this run within the band of all. @param {{letter: Letter, name: string, replication: number, height: number}} props */
export function RunChart({ letter, name, replication, height }) {
  const { catalog, store } = useApp();
  const { runs, error, fresh } = useRuns(letter);
  const week = useChosen((state) => state.week);
  const outcome = catalog.outcome(name);
  const place = /** @type {number} */ (catalog.place.get(name));
  const series = useMemo(() => (runs ? seriesOf(runs, place, letter, replication) : []), [runs, place, letter, replication]);
  if (!runs) return html`<p class="soft">${error ?? "Computing…"}</p>`;
  const cursor = Math.min(week, runs.weeks - 1);
  const format = formatOf(catalog, outcome.unit);
  return html`<div class=${fresh ? "outcome" : "outcome waiting"}>
    <${BandChart}
      title=${outcome.label}
      unit=${format === "percent" ? undefined : outcome.unit}
      ...${{ format, weeks: runs.weeks, series, week: cursor, height }}
      onWeek=${(/** @type {number} */ to) => store.set({ week: to })}
      headline=${standing(runs, place, replication, cursor, formatter(format).value)}
    />
  </div>`;
}

/** @param {Runs} runs @param {number} place @param {Letter} letter @param {number} replication */
function seriesOf(runs, place, letter, replication) {
  const tone = /** @type {"a" | "b" | "c"} */ (letter.toLowerCase());
  const all = { key: letter, label: `median of ${runs.replications} runs`, tone, ...bandsOf(runs, place) };
  if (replication >= runs.replications) return [all];
  const median = Float64Array.from({ length: runs.weeks }, (_, week) => at(runs, replication, week, place));
  return [all, { key: "run", label: `run ${replication + 1}`, tone: /** @type {const} */ ("n"), median }];
}

/** `63% in this run; 10–90% of runs: 57% to 66%, 40 of 63 others are lower` @param {Runs} runs @param {number} place @param {number} replication @param {number} week @param {(value: number) => string} write */
function standing(runs, place, replication, week, write) {
  const { low, high } = bandsOf(runs, place);
  const band = `10–90% of runs: ${write(low[week])} to ${write(high[week])}`;
  if (replication >= runs.replications) return band;
  const value = at(runs, replication, week, place);
  let below = 0;
  for (let other = 0; other < runs.replications; other += 1) if (at(runs, other, week, place) < value) below += 1;
  return `${write(value)} in this run, higher than in ${below} of ${runs.replications - 1} others; ${band}`;
}
