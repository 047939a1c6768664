/** A card's curves: up to the question's first week while the room is asked, then to the end, drawing themselves. */
import { html, useMemo } from "../../../vendor/preact.js";
import { BandChart } from "../../charts/index.js";
import { bandsOf, standing } from "../../engine/bands.js";
import { formatOf } from "../../model/format.js";
import { around } from "../../model/story.js";
import { useApp } from "../app.js";
import { Headline } from "../outcomechart.js";

/** @typedef {import("../../engine/bands.js").Runs} Runs */
/** @typedef {import("../../model/story.js").Card} Card */

const LETTERS = /** @type {const} */ (["A", "B", "C"]);
const TALL = { ratio: 0.48, low: 230, high: 620 };
const FLAT = { ratio: 0.45, low: 150, high: 260 };

/** @param {{ratio: number, low: number, high: number}} shape @returns {(width: number) => number} pixels */
const shaped = ({ ratio, low, high }) => (width) => Math.round(Math.min(Math.max(width * ratio, low), high));
const tall = shaped(TALL);
const flat = shaped(FLAT);

/**
 * @param {object} props
 * @param {Card} props.card
 * @param {Partial<Record<"A" | "B" | "C", Runs>>} props.runs
 * @param {string} props.outcome
 * @param {boolean} props.shown whether the answer is shown
 * @param {number} props.week @param {(week: number) => void} props.onWeek
 * @param {boolean} [props.big]
 */
export function CardChart({ card, runs, outcome, shown, week, onWeek, big }) {
  const { catalog } = useApp();
  const { label, unit } = catalog.outcome(outcome);
  const place = /** @type {number} */ (catalog.place.get(outcome));
  const { from, until } = card.question;
  const series = useMemo(() => seriesOf(catalog, card, runs, place, shown ? card.weeks : from + 1), [card, runs, place, shown]);
  const domain = useMemo(() => domainOf(catalog, card, runs, outcome), [card, runs, outcome]);
  const marks = useMemo(
    () => [
      ...card.marks.filter((mark) => shown || mark.week <= from).map((mark) => ({ week: mark.week, label: mark.text })),
      ...(!shown && big ? [{ week: until, label: "?" }] : []),
    ],
    [card, shown, big],
  );
  const letter = card.question.future === "A" && card.futures.B ? "B" : card.question.future;
  const headline = shown
    ? html`<${Headline} name=${outcome} subject=${letter} one=${runs[letter] ?? null} other=${runs.A ?? null} week=${week} />`
    : html`<span>What comes now?</span>`;
  const format = formatOf(catalog, unit);
  return html`<div key=${`${card.name} ${shown}`} class=${shown ? "story-chart drawing" : "story-chart asking"}>
    <${BandChart}
      title=${label}
      unit=${format === "percent" ? undefined : unit}
      weeks=${card.weeks}
      height=${big ? tall : flat}
      ...${{ format, domain, series, week, onWeek, headline, marks }}
    />
  </div>`;
}

/**
 * @param {import("../../model/catalog.js").Catalog} catalog @param {Card} card
 * @param {Partial<Record<"A" | "B" | "C", Runs>>} runs @param {number} place @param {number} weeks that are shown
 */
function seriesOf(catalog, card, runs, place, weeks) {
  return LETTERS.flatMap((letter) => {
    const future = card.futures[letter];
    const each = runs[letter];
    if (!future || !each) return [];
    const { low, median, high } = bandsOf(each, place);
    const cut = (/** @type {Float64Array} */ values) => values.slice(0, card.weeks).map((value, week) => (week < weeks ? value : Number.NaN));
    const label = catalog.scenario.get(future.scenario)?.title ?? future.scenario;
    return [{ key: letter, label, tone: /** @type {any} */ (letter.toLowerCase()), low: cut(low), median: cut(median), high: cut(high), said: cut(standing(each, place)) }];
  });
}

/**
 * The question's curve stands in the middle of its axis, so that the axis does not give the answer away.
 * @param {import("../../model/catalog.js").Catalog} catalog @param {Card} card
 * @param {Partial<Record<"A" | "B" | "C", Runs>>} runs @param {string} name
 * @returns {[number, number] | undefined}
 */
function domainOf(catalog, card, runs, name) {
  const { low, high } = catalog.outcome(name);
  if (low !== 0 || high !== 1) return undefined;
  if (name !== card.question.outcome) return [0, 1];
  const place = /** @type {number} */ (catalog.place.get(name));
  const all = Object.values(runs).map((each) => bandsOf(each, place));
  const middle = runs[card.question.future];
  if (!middle) return [0, 1];
  const curves = all.flatMap((each) => [each.low.subarray(0, card.weeks), each.high.subarray(0, card.weeks)]);
  return around(curves, bandsOf(middle, place).median[card.question.from]);
}
