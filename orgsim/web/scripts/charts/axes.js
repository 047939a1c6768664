/** The two axes of a chart over time, and the events marked on it. */
import { scaleLinear } from "../../vendor/d3.js";
import { html } from "../../vendor/preact.js";
import { rows, textWidth } from "./layout.js";
import { memo } from "./memo.js";
import { timeTicks } from "./time.js";

/**
 * @typedef {{left: number, right: number, top: number, bottom: number}} Box edges of the plot in pixels
 * @typedef {{week: number, label: string}} Mark an event
 */

/** Letters a year's name takes, and lines an event's name takes. */
const ROOM = 3.6;
const ROW = 1.25;

/**
 * Round values for the ticks of an axis.
 * @param {number} low @param {number} high @param {number} pixels @param {number} text size of letters
 * @returns {number[]}
 */
export function valueTicks(low, high, pixels, text) {
  const count = Math.max(Math.min(Math.floor(pixels / (text * 3)), 5), 2);
  const ticks = scaleLinear([low, high], [0, 1]).ticks(count);
  return low === 0 && high === 1 && count >= 4 ? [0, 0.25, 0.5, 0.75, 1] : ticks;
}

/** The axis of values: quiet lines across, numbers left of them. */
export const ValueAxis = memo(
  /** @param {{low: number, high: number, left: number, right: number, top: number, bottom: number, text: number, write: (value: number) => string}} props */
  ({ low, high, left, right, top, bottom, text, write }) => {
    const y = scaleLinear([low, high], [bottom, top]);
    return html`<g class="chart-axis">
      ${valueTicks(low, high, bottom - top, text).map(
        (value) => html`<g key=${value}>
          <line class=${value === 0 && low < 0 ? "chart-zero" : "chart-grid"} x1=${left} x2=${right} y1=${y(value)} y2=${y(value)} />
          <text x=${left - 7} y=${y(value)} dy="0.33em" text-anchor="end">${write(value)}</text>
        </g>`,
      )}
    </g>`;
  },
);

/** The axis of time: a line and a name for every year that has room. */
export const TimeAxis = memo(
  /** @param {{weeks: number, left: number, right: number, top: number, bottom: number, text: number}} props */
  ({ weeks, left, right, top, bottom, text }) => {
    const x = scaleLinear([0, weeks], [left, right]);
    return html`<g class="chart-axis">
      ${timeTicks(weeks, right - left, text * ROOM).map(
        ({ week, label }) => html`<g key=${week}>
          <line class="chart-grid" x1=${x(week)} x2=${x(week)} y1=${top} y2=${bottom} />
          <text x=${x(week)} y=${bottom + text * 1.5} text-anchor=${week === 0 ? "start" : "middle"}>${label}</text>
        </g>`,
      )}
    </g>`;
  },
);

/**
 * Where the names of events stand: beside their line, turned left where the right edge is near, in as many rows as needed.
 * @param {Mark[]} marks @param {number} weeks @param {number} left @param {number} right @param {number} text
 * @returns {{x: number, anchor: "start" | "end", row: number, label: string}[]}
 */
export function placeMarks(marks, weeks, left, right, text) {
  const x = scaleLinear([0, weeks], [left, right]);
  const placed = marks.map(({ week, label }) => {
    const at = x(week);
    const wide = textWidth(label, text) + 8;
    const anchor = /** @type {"start" | "end"} */ (at + wide > right && at - wide > left ? "end" : "start");
    return { x: at, anchor, label, start: anchor === "end" ? at - wide : at, end: anchor === "end" ? at : at + wide };
  });
  const row = rows(placed);
  return placed.map(({ x: at, anchor, label }, i) => ({ x: at, anchor, row: row[i], label }));
}

/** Events: a dashed line down the plot with its name above. */
export const Marks = memo(
  /** @param {{marks: Mark[], weeks: number, left: number, right: number, top: number, bottom: number, text: number}} props */
  ({ marks, weeks, left, right, top, bottom, text }) => {
    const placed = placeMarks(marks, weeks, left, right, text).map((mark) => ({ ...mark, base: top - 6 - mark.row * text * ROW }));
    return html`<g class="chart-marks">
      ${placed.map(({ x, base }, i) => html`<line key=${i} x1=${x} x2=${x} y1=${base - text * 0.8} y2=${bottom} stroke-dasharray="2 3" />`)}
      ${placed.map(
        ({ x, base, anchor, label }, i) =>
          html`<text key=${i} x=${anchor === "end" ? x - 4 : x + 4} y=${base} text-anchor=${anchor}>${label}</text>`,
      )}
    </g>`;
  },
);

/** @param {Mark[]} marks @param {number} weeks @param {number} left @param {number} right @param {number} text @returns {number} pixels above the plot that marks take */
export function marksHeight(marks, weeks, left, right, text) {
  const count = placeMarks(marks, weeks, left, right, text).reduce((most, { row }) => Math.max(most, row + 1), 0);
  return count * text * ROW;
}
