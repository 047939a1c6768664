/** Medians with their 10–90 bands over the weeks, for one to three futures. */
import { scaleLinear } from "../../vendor/d3.js";
import { html, useMemo } from "../../vendor/preact.js";
import { Marks, marksHeight, TimeAxis, ValueAxis, valueTicks } from "./axes.js";
import { CursorArea, CursorLine, Readout } from "./cursor.js";
import { Figure } from "./figure.js";
import { formatter } from "./format.js";
import { boldWidth, rangeOf, spread, textWidth } from "./layout.js";
import { memo } from "./memo.js";
import { clamped, Curve, straight } from "./series.js";
import { clampWeek, weekText, yearRows } from "./time.js";

/**
 * @typedef {import("./series.js").Series} Series
 * @typedef {import("./axes.js").Box} Box
 * @typedef {import("./figure.js").Size} Size
 *
 * @typedef {object} BandProps
 * @property {string} title
 * @property {string} [unit]
 * @property {import("./format.js").Format} [format]
 * @property {[number, number]} [domain] of the axis of values; round numbers about the curves if not given
 * @property {number} weeks
 * @property {Series[]} series in the order of drawing
 * @property {number} week where the shared cursor is
 * @property {(week: number) => void} onWeek
 * @property {unknown} [headline] one line below the title
 * @property {import("./axes.js").Mark[]} [marks] events
 * @property {number} [height] pixels of the drawing; follows the width if not given
 */

const NARROW = 300;
/** @type {import("./axes.js").Mark[]} */
const NONE = [];

/** @param {Series[]} series @param {[number, number] | undefined} domain @returns {[number, number]} */
function range(series, domain) {
  const [low, high] = rangeOf(series.flatMap(({ median, low: from, high: to }) => [median, from ?? median, to ?? median]), domain);
  return domain ? [low, high] : /** @type {[number, number]} */ (scaleLinear([low, high], [0, 1]).nice(4).domain());
}

/**
 * The edges of the plot: room for the numbers on the left, the letters on the right, the events above, the years below.
 * @param {Size} size @param {string[]} ticks @param {string[]} ends labels at the curves' ends
 * @param {(left: number, right: number) => number} above pixels that events take
 * @returns {Box}
 */
export function plotBox({ width, height, text }, ticks, ends, above) {
  const left = Math.ceil(Math.max(...ticks.map((label) => textWidth(label, text))) + 12);
  const right = Math.floor(width - Math.max(0, ...ends.map((label) => boldWidth(label, text))) - 10);
  return { left, right, top: Math.ceil(text * 0.8 + above(left, right)), bottom: Math.floor(height - text * 2) };
}

/** @param {Series[]} series @param {number} week @param {(value: number) => string} write @returns {string} "A 45%, B 52%" */
function said(series, week, write) {
  return series.map(({ key, median }) => `${key} ${write(median[week])}`).join(", ");
}

/** @param {BandProps} props @param {(value: number) => string} write @returns {string} the chart in words */
function describe({ weeks, series, unit, marks = NONE }, write) {
  const curves = series.map(
    ({ key, label, median, low, high }) =>
      `${key}, ${label}: from ${write(median[0])} to ${write(median[weeks - 1])}` +
      (low && high ? ` (10 to 90 percent of runs: ${write(low[weeks - 1])} to ${write(high[weeks - 1])})` : ""),
  );
  const events = marks.map(({ week, label }) => `${label}: ${weekText(week)}`);
  return `Medians over ${weeks} weeks${unit ? `, ${unit}` : ""}. ${[...curves, ...events].join(". ")}.`;
}

/** @param {BandProps} props @param {(value: number) => string} write @returns {import("./figure.js").Table} */
function tableOf({ weeks, series }, write) {
  return {
    head: ["", ...series.flatMap(({ key, label, low }) => [`${key} median (${label})`, ...(low ? [`${key} 10–90 %`] : [])])],
    rows: yearRows(weeks).map(({ week, label }) => [
      label,
      ...series.flatMap(({ median, low, high }) => [
        write(median[week]),
        ...(low && high ? [`${write(low[week])} to ${write(high[week])}`] : []),
      ]),
    ]),
  };
}

/** The letters at the curves' ends, with the last values where there is room. */
const Ends = memo(
  /** @param {{series: Series[], labels: string[], weeks: number, box: Box, low: number, high: number, text: number}} props */
  ({ series, labels, weeks, box, low, high, text }) => {
    const y = clamped(low, high, box.bottom, box.top);
    const ends = series.map(({ median }) => y(median[weeks - 1]));
    const places = spread(ends.map((end) => (Number.isFinite(end) ? end : box.bottom)), text * 1.15, box.top, box.bottom);
    return html`<g class="chart-ends">
      ${series.map(
        ({ key, tone }, i) => html`<text class=${`tone-${tone}`} key=${key} x=${box.right + 8} y=${places[i]} dy="0.33em">${labels[i]}</text>`,
      )}
    </g>`;
  },
);

/** @param {Series[]} series @param {number} week @param {Box} box @param {number} low @param {number} high */
function cursorPoints(series, week, box, low, high) {
  const y = clamped(low, high, box.bottom, box.top);
  return series
    .filter(({ median }) => Number.isFinite(median[week]))
    .map(({ key, tone, median }) => ({ key, tone, y: y(median[week]) }));
}

/** @param {BandProps} props */
function drawBand(props) {
  const { title, unit, format, domain, weeks, series, onWeek, headline, marks = NONE, height } = props;
  const week = clampWeek(props.week, weeks);
  const { value, tick } = useMemo(() => formatter(format), [format]);
  const [low, high] = useMemo(() => range(series, domain), [series, domain?.[0], domain?.[1]]);
  const description = useMemo(() => describe(props, value), [series, weeks, unit, marks, value]);
  /** @type {{size?: Size, box?: Box, labels?: string[]}} */
  const kept = useMemo(() => ({}), [series, marks, low, high, weeks, value]);
  const layout = (/** @type {Size} */ size) => {
    if (kept.size?.width !== size.width || kept.size.height !== size.height) {
      const labels = series.map(({ key, median }) => (size.width < NARROW ? key : `${key} ${value(median[weeks - 1])}`));
      const ticks = valueTicks(low, high, size.height - size.text * 3, size.text).map(tick);
      const above = (/** @type {number} */ left, /** @type {number} */ right) => marksHeight(marks, weeks, left, right, size.text);
      Object.assign(kept, { size, labels, box: plotBox(size, ticks, labels, above) });
    }
    return { box: /** @type {Box} */ (kept.box), labels: /** @type {string[]} */ (kept.labels) };
  };
  const draw = (/** @type {Size} */ size) => {
    const { box, labels } = layout(size);
    const x = straight(0, weeks, box.left, box.right)(week);
    return html`<${ValueAxis} ...${box} low=${low} high=${high} text=${size.text} write=${tick} />
      <${TimeAxis} ...${box} weeks=${weeks} text=${size.text} />
      ${marks.length > 0 && html`<${Marks} ...${box} marks=${marks} weeks=${weeks} text=${size.text} />`}
      ${series.map(
        ({ key, tone, median, low: bandLow, high: bandHigh }) =>
          html`<${Curve} key=${key} ...${box} ...${{ tone, median, bandLow, bandHigh, weeks, low, high }} />`,
      )}
      <${Ends} ...${{ series, labels, weeks, box, low, high }} text=${size.text} />
      <${CursorLine} ...${{ x, box }} text=${size.text} points=${cursorPoints(series, week, box, low, high)} />`;
  };
  const over = (/** @type {Size} */ size) =>
    html`<${CursorArea} ...${{ title, weeks, week, onWeek }} values=${said(series, week, value)} box=${layout(size).box} />`;
  return html`<${Figure}
    kind="band-chart"
    ...${{ title, unit, headline, description, height, draw, over }}
    readout=${html`<${Readout} week=${week} values=${series.map(({ key, tone, median }) => ({ key, tone, value: value(median[week]) }))} />`}
    table=${() => tableOf(props, value)}
  />`;
}

/**
 * Medians with bands over the weeks. Give the same arrays again and nothing but the cursor is drawn again.
 */
export const BandChart = memo(drawBand);
