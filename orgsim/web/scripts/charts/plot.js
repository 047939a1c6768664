/** What charts over the weeks have in common: edges, axes, curves with their letters, events, cursor, readout. */
import { html, useMemo } from "../../vendor/preact.js";
import { Marks, marksHeight, TimeAxis, ValueAxis, valueTicks } from "./axes.js";
import { CursorArea, CursorLine, Readout } from "./cursor.js";
import { Figure } from "./figure.js";
import { boldWidth, spread, textWidth } from "./layout.js";
import { memo } from "./memo.js";
import { clamped, Curve, straight } from "./series.js";
import { clampWeek } from "./time.js";

/**
 * @typedef {import("./series.js").Series} Series
 * @typedef {import("./axes.js").Box} Box
 * @typedef {import("./axes.js").Mark} Mark
 * @typedef {import("./figure.js").Size} Size
 *
 * @typedef {object} Shared what charts over the weeks take, all of them
 * @property {string} title
 * @property {string} [unit]
 * @property {import("./format.js").Format} [format]
 * @property {[number, number]} [domain] of the axis of values; round numbers about the curves if not given
 * @property {number} weeks
 * @property {number} week where the shared cursor is
 * @property {(week: number) => void} onWeek
 * @property {unknown} [headline] one line below the title
 * @property {Mark[]} [marks] events
 * @property {number | ((width: number) => number)} [height] pixels of the drawing; follows the width if not given
 *
 * @typedef {object} Strip a second, lower plot below the first
 * @property {number} lines its height in lines of text
 * @property {string[]} ticks its numbers on the left
 * @property {(box: Box, size: Size) => unknown} draw
 */

const NARROW = 300;
/** @type {Mark[]} */
const NONE = [];

/**
 * The edges of the plot: room for the numbers on the left, the letters on the right, the events above, the years below.
 * @param {Size} size @param {string[]} ticks @param {string[]} ends labels at the curves' ends
 * @param {(left: number, right: number) => number} above pixels that events take
 * @param {number} [below] pixels that a strip takes
 * @returns {Box}
 */
export function plotBox({ width, height, text }, ticks, ends, above, below = 0) {
  const left = Math.ceil(Math.max(...ticks.map((label) => textWidth(label, text))) + 12);
  const right = Math.floor(width - Math.max(0, ...ends.map((label) => boldWidth(label, text))) - 10);
  return { left, right, top: Math.ceil(text * 0.8 + above(left, right)), bottom: Math.floor(height - text * 2 - below) };
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
function dots(series, week, box, low, high) {
  const y = clamped(low, high, box.bottom, box.top);
  return series
    .filter(({ median }) => Number.isFinite(median[week]))
    .map(({ key, tone, median }) => ({ key, tone, y: y(median[week]) }));
}

/**
 * A chart over the weeks.
 * @param {Shared & {
 *   kind: string, series: Series[], low: number, high: number, description: string, legend: string, table: () => import("./figure.js").Table,
 *   tick: (value: number) => string, value: (value: number) => string, strip?: Strip,
 *   more?: (week: number) => {key: string, tone: string, value: string}[]}} props `more`: said at the cursor after the curves' values
 */
export function TimePlot(props) {
  const { kind, title, unit, headline, description, legend, table, height, weeks, onWeek, series, low, high, tick, value, strip, more } = props;
  const marks = props.marks ?? NONE;
  const week = clampWeek(props.week, weeks);
  /** @type {{size?: Size, box?: Box, labels?: string[]}} */
  const kept = useMemo(() => ({}), [series, marks, low, high, weeks, value, strip]);
  const layout = (/** @type {Size} */ size) => {
    if (kept.size?.width !== size.width || kept.size.height !== size.height) {
      const labels = series.map(({ key, median, said = median }) => (size.width < NARROW && key ? key : `${key} ${value(said[weeks - 1])}`.trim()));
      const ticks = valueTicks(low, high, size.height - size.text * 3, size.text).map(tick).concat(strip?.ticks ?? []);
      const above = (/** @type {number} */ left, /** @type {number} */ right) => marksHeight(marks, weeks, left, right, size.text);
      const below = strip ? (strip.lines + 1) * size.text : 0;
      Object.assign(kept, { size, labels, box: plotBox(size, ticks, labels, above, below) });
    }
    const box = /** @type {Box} */ (kept.box);
    const foot = strip ? { ...box, top: box.bottom + size.text, bottom: size.height - Math.ceil(size.text * 2) } : box;
    return { box, foot, whole: { ...box, bottom: foot.bottom }, labels: /** @type {string[]} */ (kept.labels) };
  };
  const values = [
    ...series.map(({ key, tone, median, said = median }) => ({ key, tone: /** @type {string} */ (tone), value: value(said[week]) })),
    ...(more ? more(week) : []),
  ];
  const draw = (/** @type {Size} */ size) => {
    const { box, foot, whole, labels } = layout(size);
    const { text } = size;
    return html`<${ValueAxis} ...${box} ...${{ low, high, text }} write=${tick} />
      <${TimeAxis} ...${whole} ...${{ weeks, text }} />
      ${marks.length > 0 && html`<${Marks} ...${whole} ...${{ marks, weeks, text }} />`}
      ${series.map(
        ({ key, tone, median, low: bandLow, high: bandHigh }) =>
          html`<${Curve} key=${key} ...${box} ...${{ tone, median, bandLow, bandHigh, weeks, low, high }} />`,
      )}
      <${Ends} ...${{ series, labels, weeks, box: kept.box, low, high, text }} />
      ${strip && strip.draw(foot, size)}
      <${CursorLine} x=${straight(0, weeks, box.left, box.right)(week)} box=${whole} text=${text} points=${dots(series, week, box, low, high)} />`;
  };
  const said = values.map((each) => `${each.key} ${each.value}`.trim()).join(", ");
  const over = (/** @type {Size} */ size) =>
    html`<${CursorArea} ...${{ title, weeks, week, onWeek }} values=${said} box=${layout(size).whole} />`;
  return html`<${Figure}
    ...${{ kind, title, unit, headline, description, legend, height, draw, over, table }}
    readout=${html`<${Readout} week=${week} values=${values} />`}
  />`;
}
