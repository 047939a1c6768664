/**
 * Curves over time: a band and a line each, told apart by tone and by dashes, with their letters at the end.
 *
 * @typedef {"a" | "b" | "c" | "n"} Tone `n`, neutral, is for what is no future of its own, such as a single run
 * @typedef {object} Series
 * @property {string} key the letter shown beside the curve
 * @property {string} label in full, for tables and descriptions
 * @property {Tone} tone
 * @property {ArrayLike<number>} median [week] what is drawn
 * @property {ArrayLike<number>} [said] [week] the number told of each week; what is drawn if not given
 * @property {ArrayLike<number>} [low] [week] lower edge of the band
 * @property {ArrayLike<number>} [high] [week] upper edge of the band
 */
import { area, line } from "../../vendor/d3.js";
import { html } from "../../vendor/preact.js";
import { memo } from "./memo.js";

/** The dashes of each tone, so that colour never says anything alone. @type {Record<Tone, string>} */
export const DASHES = { a: "7 4", b: "none", c: "2 3.5", n: "none" };

/** Pixels between the points of a band: its edges are soft, so they need no more. */
const BAND_STEP = 2;

/**
 * A straight scale without the tools of d3's, for the thousands of points a move of a slider draws.
 * @param {number} from @param {number} to values @param {number} start @param {number} end pixels
 * @returns {(value: number) => number}
 */
export function straight(from, to, start, end) {
  const slope = (end - start) / (to - from);
  return (value) => start + (value - from) * slope;
}

/** As `straight`, never beyond the edges. @param {number} from @param {number} to @param {number} start @param {number} end @returns {(value: number) => number} */
export function clamped(from, to, start, end) {
  const scale = straight(from, to, start, end);
  const least = Math.min(start, end);
  const most = Math.max(start, end);
  return (value) => {
    const place = scale(value);
    return place < least ? least : place > most ? most : place;
  };
}

/**
 * The path of a curve; weeks without a number leave a gap.
 * @param {ArrayLike<number>} values [week]
 * @param {(week: number) => number} x @param {(value: number) => number} y @returns {string}
 */
export function linePath(values, x, y) {
  const draw = /** @type {import("d3-shape").Line<number>} */ (line());
  draw.digits(1).defined(Number.isFinite);
  return draw.x((_, week) => x(week)).y(y)(/** @type {any} */ (values)) ?? "";
}

/**
 * The path of a band; weeks without both edges leave a gap.
 * @param {ArrayLike<number>} low [week] @param {ArrayLike<number>} high [week]
 * @param {(week: number) => number} x @param {(value: number) => number} y
 * @param {number} [every] weeks from one point to the next; the last week is always there
 * @returns {string}
 */
export function bandPath(low, high, x, y, every = 1) {
  const weeks = [];
  for (let week = 0; week < low.length - 1; week += every) weeks.push(week);
  if (low.length) weeks.push(low.length - 1);
  const draw = /** @type {import("d3-shape").Area<number>} */ (area());
  draw.digits(1).defined((week) => Number.isFinite(low[week]) && Number.isFinite(high[week]));
  return draw.x(x).y0((week) => y(low[week])).y1((week) => y(high[week]))(weeks) ?? "";
}

/** One curve with its band; drawn again only when its numbers or the plot's edges change. */
export const Curve = memo(
  /** @param {{median: ArrayLike<number>, bandLow?: ArrayLike<number>, bandHigh?: ArrayLike<number>, tone: Tone, weeks: number, low: number, high: number, left: number, right: number, top: number, bottom: number}} props */
  ({ median, bandLow, bandHigh, tone, weeks, low, high, left, right, top, bottom }) => {
    const x = straight(0, weeks, left, right);
    const y = clamped(low, high, bottom, top);
    const every = Math.max(1, Math.round((BAND_STEP * weeks) / (right - left)));
    return html`<g class=${`tone-${tone}`}>
      ${bandLow && bandHigh && html`<path class="chart-band" d=${bandPath(bandLow, bandHigh, x, y, every)} />`}
      <path class="chart-line" d=${linePath(median, x, y)} stroke-dasharray=${DASHES[tone]} />
    </g>`;
  },
);
