/** What one future has over another, run against run: the median difference with its band, and how often it wins. */
import { scaleLinear } from "../../vendor/d3.js";
import { html, useMemo } from "../../vendor/preact.js";
import { heightFor } from "./figure.js";
import { formatter } from "./format.js";
import { rangeOf } from "./layout.js";
import { memo } from "./memo.js";
import { TimePlot } from "./plot.js";
import { bandPath, clamped, linePath, straight } from "./series.js";
import { yearRows } from "./time.js";

/**
 * @typedef {object} Difference
 * @property {ArrayLike<number>} median [week] paired difference
 * @property {ArrayLike<number>} said [week] mean paired difference, the number told
 * @property {ArrayLike<number>} low [week]
 * @property {ArrayLike<number>} high [week]
 * @property {ArrayLike<number>} wins [week] share of runs, from 0 to 1, in which the first future is the better one
 *
 * @typedef {import("./plot.js").Shared & {difference: Difference, letter?: string, label?: string, tone?: import("./series.js").Tone,
 *   winsLabel?: string}} DifferenceProps `winsLabel`: what the lower strip says
 */

const LINES = 3.6;
const HALF = 0.5;
const share = formatter("percent").value;

/** @param {Difference} difference @param {[number, number] | undefined} domain @returns {[number, number]} zero is always inside */
export function differenceRange({ low, median, high }, domain) {
  if (domain) return domain;
  const [from, to] = rangeOf([low, median, high, [0]]);
  return /** @type {[number, number]} */ (scaleLinear([from, to], [0, 1]).nice(4).domain());
}

/** @param {number} width @returns {number} */
const heightWithStrip = (width) => heightFor(width) + 40;

/** The share of wins over the weeks, filled from one half on: above it the first future wins more often. */
const Wins = memo(
  /** @param {{wins: ArrayLike<number>, weeks: number, tone: string, label: string, left: number, right: number, top: number, bottom: number, text: number}} props */
  ({ wins, weeks, tone, label, left, right, top, bottom, text }) => {
    const x = straight(0, weeks, left, right);
    const y = clamped(0, 1, bottom, top + text * 1.2);
    const half = Float64Array.from({ length: wins.length }, () => HALF);
    return html`<g class=${`chart-wins tone-${tone}`}>
      <text class="chart-note" x=${left} y=${top + text * 0.7}>${label}</text>
      ${[0, HALF, 1].map(
        (value) => html`<g class="chart-axis" key=${value}>
          <line class=${value === HALF ? "chart-zero" : "chart-grid"} x1=${left} x2=${right} y1=${y(value)} y2=${y(value)} />
          ${value !== HALF && html`<text x=${left - 7} y=${y(value)} dy="0.33em" text-anchor="end">${share(value)}</text>`}
        </g>`,
      )}
      <path class="chart-area" d=${bandPath(half, wins, x, y)} />
      <path class="chart-line" d=${linePath(wins, x, y)} />
    </g>`;
  },
);

/** @param {DifferenceProps} props @param {(value: number) => string} write @returns {import("./figure.js").Table} */
function tableOf({ weeks, difference: { said, low, high, wins } }, write) {
  return {
    head: ["When", "Mean difference", "10–90 %", "Share of wins"],
    rows: yearRows(weeks).map(({ week, label }) => [
      label,
      write(said[week]),
      `${write(low[week])} to ${write(high[week])}`,
      share(wins[week]),
    ]),
  };
}

/** @param {DifferenceProps} props */
function drawDifference(props) {
  const { title, format, domain, weeks, difference, letter = "B", tone = "b" } = props;
  const { label = "difference", winsLabel = `${letter} is better in this share of runs` } = props;
  const { difference: write } = useMemo(() => formatter(format), [format]);
  const [low, high] = useMemo(() => differenceRange(difference, domain), [difference, domain?.[0], domain?.[1]]);
  const { median, said, low: bandLow, high: bandHigh, wins } = difference;
  const series = useMemo(() => [{ key: "", label, tone, median, said, low: bandLow, high: bandHigh }], [difference, label, tone]);
  const strip = useMemo(
    () => ({
      lines: LINES,
      ticks: [share(1)],
      draw: (/** @type {import("./axes.js").Box} */ box, /** @type {import("./figure.js").Size} */ { text }) =>
        html`<${Wins} ...${box} ...${{ wins, weeks, tone, text }} label=${winsLabel} />`,
    }),
    [wins, weeks, tone, winsLabel],
  );
  const last = weeks - 1;
  const description =
    `${title}: ${label} over ${weeks} weeks. At the end ${write(said[last])}, in 10 to 90 percent of runs ` +
    `${write(bandLow[last])} to ${write(bandHigh[last])}. ${winsLabel}: ${share(wins[last])}.`;
  return html`<${TimePlot}
    ...${props}
    ...${{ series, low, high, description, strip, tick: write, value: write }}
    legend=${`${label} · line: median, band: 10–90 % of runs`}
    kind="difference-chart"
    height=${props.height ?? heightWithStrip}
    more=${(/** @type {number} */ week) => [{ key: "", tone, value: `wins ${share(wins[week])}` }]}
    table=${() => tableOf(props, write)}
  />`;
}

/** The paired difference of two futures about zero, with the share of wins below; the cursor is the shared one. */
export const DifferenceChart = memo(drawDifference);
