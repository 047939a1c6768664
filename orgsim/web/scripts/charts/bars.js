/** Horizontal bars from zero to both sides, with intervals: which lever counts, or what moved an outcome. */
import { scaleLinear } from "../../vendor/d3.js";
import { html, useMemo } from "../../vendor/preact.js";
import { Figure } from "./figure.js";
import { formatter } from "./format.js";
import { fitted, rangeOf, textWidth } from "./layout.js";
import { memo } from "./memo.js";

/**
 * @typedef {object} Bar
 * @property {string} key
 * @property {string} label
 * @property {number} value
 * @property {number} [low] of its interval
 * @property {number} [high]
 *
 * @typedef {object} BarsProps
 * @property {string} title
 * @property {unknown} [headline]
 * @property {string} [unit]
 * @property {import("./format.js").Format} [format]
 * @property {boolean} [signed] values are differences and carry their signs
 * @property {Bar[]} bars from top to bottom
 * @property {[number, number]} [domain]
 * @property {string} [interval] what the intervals are, such as "10–90 % of runs"
 * @property {string | null} [selected] key of a bar
 * @property {(key: string) => void} [onBar] a bar was chosen
 */

const NARROW = 480;

/**
 * The range of the bars: zero, all values and all intervals are inside.
 * @param {Bar[]} bars @param {[number, number]} [domain] @returns {[number, number]}
 */
export function barRange(bars, domain) {
  if (domain) return domain;
  const [low, high] = rangeOf([bars.flatMap(({ value, low: from, high: to }) => [0, value, from ?? value, to ?? value])]);
  return [Math.min(low, 0), Math.max(high, 0)];
}

/** @param {number} width @param {number} count @param {number} text @returns {number} the height of all rows */
function barsHeight(width, count, text) {
  return Math.ceil(count * text * (width < NARROW ? 3.1 : 2.1) + text * 0.6);
}

/** One bar with its name, interval and number. @param {{bar: Bar, y: number, x: (value: number) => number, edges: {left: number, right: number}, text: number, number: string, above: boolean}} props */
function Row({ bar, y, x, edges, text, number, above }) {
  const { label, value, low, high } = bar;
  const known = Number.isFinite(value);
  const from = Math.min(x(0), x(known ? value : 0));
  const length = Math.abs(x(known ? value : 0) - x(0));
  const middle = above ? y + text * 2.1 : y + text * 1.05;
  const ends = [value, low ?? value, high ?? value].filter(Number.isFinite).map(x);
  const left = value < 0;
  const at = known ? (left ? Math.min(...ends) - 6 : Math.max(...ends) + 6) : x(0) + 6;
  const room = above ? edges.right : edges.left - 8;
  return html`<text x=${above ? 0 : edges.left - 8} y=${above ? y + text * 1.1 : middle} dy=${above ? "0" : "0.35em"} text-anchor=${above ? "start" : "end"}>
      ${fitted(label, room, text)}
    </text>
    <rect class=${left ? "bar bar-below" : "bar bar-above"} x=${from} y=${middle - text * 0.5} width=${length} height=${text} />
    ${low !== undefined && high !== undefined && html`<path class="bar-interval" d=${`M${x(low)},${middle}H${x(high)}M${x(low)},${middle - 4}v8M${x(high)},${middle - 4}v8`} />`}
    <text class="bar-number" x=${at} y=${middle} dy="0.35em" text-anchor=${left ? "end" : "start"}>${number}</text>`;
}

/** The bars as buttons, for pages that open something. @param {{bars: Bar[], height: number, write: (value: number) => string, selected?: string | null, onBar: (key: string) => void}} props */
function Buttons({ bars, height, write, selected, onBar }) {
  return html`${bars.map(
    ({ key, label, value }, i) => html`<button
      type="button"
      key=${key}
      class="bar-button"
      aria-pressed=${key === selected ? "true" : "false"}
      aria-label=${`${label}, ${write(value)}`}
      style=${{ top: `${(height * i) / bars.length}px`, height: `${height / bars.length}px` }}
      onClick=${() => onBar(key)}
    ></button>`,
  )}`;
}

/** @param {BarsProps} props */
function drawBars(props) {
  const { title, headline, unit, bars, domain, interval, selected, onBar } = props;
  const write = useMemo(() => formatter(props.format)[props.signed ? "difference" : "value"], [props.format, props.signed]);
  const [low, high] = barRange(bars, domain);
  const draw = (/** @type {import("./figure.js").Size} */ { width, height, text }) => {
    const above = width < NARROW;
    const number = Math.max(0, ...bars.map(({ value }) => textWidth(write(value), text))) + 14;
    const names = Math.min(Math.max(0, ...bars.map(({ label }) => textWidth(label, text))) + 10, width * 0.42);
    const edges = { left: above ? 0 : names, right: width };
    const x = scaleLinear([low, high || (low ? 0 : 1)], [edges.left + (low < 0 ? number : 0), edges.right - (high > 0 || low === 0 ? number : 4)]);
    const step = (height - text * 0.6) / Math.max(bars.length, 1);
    return html`<g>
      <line class="chart-zero" x1=${x(0)} x2=${x(0)} y1="0" y2=${height} />
      ${bars.map(
        (bar, i) => html`<g key=${bar.key} class=${bar.key === selected ? "bar-row bar-selected" : "bar-row"}>
          <${Row} ...${{ bar, x, edges, text, above }} y=${i * step} number=${write(bar.value)} />
        </g>`,
      )}
    </g>`;
  };
  const over = (/** @type {import("./figure.js").Size} */ { height, text }) =>
    onBar && html`<${Buttons} ...${{ bars, write, selected, onBar }} height=${height - text * 0.6} />`;
  const many = bars.some((bar) => bar.low !== undefined);
  return html`<${Figure}
    kind="bars"
    ...${{ title, headline, unit, draw, over }}
    height=${(/** @type {number} */ width, /** @type {number} */ text) => barsHeight(width, bars.length, text)}
    description=${`${bars.length} bars. ${bars.map(({ label, value }) => `${label}: ${write(value)}`).join(". ")}.`}
    below=${interval && many && html`<div class="chart-keys"><span>Lines across the bars: ${interval}</span></div>`}
    table=${() => ({
      head: ["What", unit ?? "value", ...(many ? [interval ?? "from", interval ? "" : "to"] : [])].filter((cell, i) => i < 2 || cell),
      rows: bars.map(({ label, value, low: from, high: to }) => [label, write(value), ...(many ? rangeCells(from, to, write, interval) : [])]),
    })}
  />`;
}

/** @param {number | undefined} low @param {number | undefined} high @param {(value: number) => string} write @param {string | undefined} interval @returns {string[]} */
function rangeCells(low, high, write, interval) {
  const cells = [low ?? NaN, high ?? NaN].map(write);
  return interval ? [cells.join(" to ")] : cells;
}

/** Horizontal bars from zero, with intervals where they are given. */
export const Bars = memo(drawBars);
