/** The chart of one outcome in all futures, with its headline at the cursor. */
import { html, useCallback, useMemo } from "../../vendor/preact.js";
import { BandChart, capital, formatter, yearText } from "../charts/index.js";
import { bandsOf, differenceAt, standing } from "../engine/bands.js";
import { comparable } from "../engine/live.js";
import { eventsOf, marksOf } from "../model/events.js";
import { differenceText, formatOf } from "../model/format.js";
import { useApp, useChosen, useRuns } from "./app.js";

/** @typedef {import("../engine/bands.js").Runs} Runs */
/** @typedef {import("../model/catalog.js").Catalog} Catalog */
/** @typedef {import("../state/store.js").Letter} Letter */

const LETTERS = /** @type {const} */ (["A", "B", "C"]);

/** The future that headlines are about: the one being edited, B where that is A. @param {Letter} editing @returns {Letter} */
export function subjectOf(editing) {
  return editing === "A" ? "B" : editing;
}

/** @param {{name: string, height?: number}} props `name` is the outcome's */
export function OutcomeChart({ name, height }) {
  const { catalog, store } = useApp();
  const outcome = catalog.outcome(name);
  const place = /** @type {number} */ (catalog.place.get(name));
  const futures = useChosen((state) => state.futures);
  const editing = useChosen((state) => state.editing);
  const week = useChosen((state) => state.week);
  const snapshots = { A: useRuns("A"), B: useRuns("B"), C: useRuns("C") };
  const subject = subjectOf(editing);
  const lead = snapshots[snapshots[subject].runs ? subject : "A"];
  const fitting = (/** @type {Letter} */ letter) => (comparable(snapshots[letter], lead) ? snapshots[letter].runs : null);
  const runs = { A: fitting("A"), B: fitting("B"), C: fitting("C") };
  const weeks = lead.runs?.weeks ?? 0;
  const scenarios = LETTERS.map((letter) => futures[letter]?.scenario).join();
  const series = useMemo(() => seriesOf(catalog, futures, runs, place), [scenarios, runs.A, runs.B, runs.C, place]);
  const marks = useEqual(marksOf(LETTERS.flatMap((letter) => (futures[letter] ? eventsOf(catalog, futures[letter], letter, weeks) : []))));
  const onWeek = useCallback((/** @type {number} */ to) => store.set({ week: to }), [store]);
  const at = Math.min(week, weeks - 1);
  const headline = useMemo(
    () => html`<${Headline} ...${{ name, subject, one: runs[subject], other: runs.A, week: at }} />`,
    [name, subject, runs[subject], runs.A, at],
  );
  if (weeks === 0) return html`<${Waiting} title=${outcome.label} snapshot=${snapshots[subject]} />`;
  const domain = outcome.low === 0 && outcome.high === 1 ? WHOLE : undefined;
  const format = formatOf(catalog, outcome.unit);
  return html`<div class=${snapshots[subject].fresh ? "outcome" : "outcome waiting"}>
    <${BandChart}
      title=${outcome.label}
      unit=${format === "percent" ? undefined : outcome.unit}
      ...${{ format, domain, weeks, series, week: at, onWeek, headline, marks, height }}
    />
  </div>`;
}

/** The same value as long as it says the same, so that nothing is drawn again for it. @template T @param {T} value @returns {T} */
function useEqual(value) {
  const text = JSON.stringify(value);
  return useMemo(() => value, [text]);
}

/** @type {[number, number]} */
const WHOLE = [0, 1];

/**
 * @param {Catalog} catalog @param {import("../state/store.js").State["futures"]} futures
 * @param {Record<Letter, Runs | null>} runs @param {number} place
 */
function seriesOf(catalog, futures, runs, place) {
  return LETTERS.flatMap((letter) => {
    const future = futures[letter];
    const each = runs[letter];
    if (!future || !each) return [];
    const label = catalog.scenario.get(future.scenario)?.title ?? future.scenario;
    return [{ key: letter, label, tone: letter.toLowerCase(), ...bandsOf(each, place), said: standing(each, place) }];
  });
}

/**
 * `Year 6: B 63%, +7 against A, better in 64 of 64 runs`
 * @param {{name: string, subject: Letter, one: Runs | null, other: Runs | null, week: number}} props
 */
export function Headline({ name, subject, one, other, week }) {
  const { catalog } = useApp();
  const { unit } = catalog.outcome(name);
  const write = useMemo(() => formatter(formatOf(catalog, unit)), [unit]);
  const place = /** @type {number} */ (catalog.place.get(name));
  if (!one || week >= one.weeks) return null;
  const now = `${capital(yearText(week))}: ${subject} ${write.value(standing(one, place)[week])}`;
  if (!other || subject === "A") return html`<span>${now}</span>`;
  const { said, wins, replications } = differenceAt(one, other, place, week);
  const side = catalog.better(name);
  const count = side < 0 ? replications - wins : wins;
  const gain = side === 0 || said === 0 ? "" : said * side > 0 ? "good" : "bad";
  const same = said === 0 && wins === replications / 2;
  if (same) return html`<span>${now}, the same as A</span>`;
  return html`<span>${now}, <span class=${gain}>${differenceText(catalog, unit, said)}</span> against A, ${side === 0 ? "higher" : "better"} in ${half(count)} of ${replications} runs</span>`;
}

/** @param {number} count @returns {string} */
function half(count) {
  return Number.isInteger(count) ? String(count) : count.toFixed(1);
}

/** @param {{title: string, snapshot: import("../engine/live.js").Snapshot}} props */
function Waiting({ title, snapshot }) {
  const share = snapshot.progress;
  const text = snapshot.error ?? (share === null ? "Computing…" : `Computing: ${Math.round(100 * share)}% of the weeks`);
  return html`<div class="outcome empty"><span class="chart-title">${title}</span><p class="soft">${text}</p></div>`;
}
