/** The points of a sweep over two factors, and a box in which most of one kind lie. */
import { scaleLinear } from "../../vendor/d3.js";
import { html, useMemo } from "../../vendor/preact.js";
import { valueTicks } from "./axes.js";
import { Figure } from "./figure.js";
import { formatter } from "./format.js";
import { rangeOf, textWidth } from "./layout.js";
import { memo } from "./memo.js";

/**
 * @typedef {{label: string, values: ArrayLike<number>, format?: import("./format.js").Format, domain?: [number, number]}} Factor values: [point]
 * @typedef {{x: [number, number], y: [number, number]}} Limits infinite where the box has no edge
 *
 * @typedef {object} ScatterProps
 * @property {string} title
 * @property {unknown} [headline]
 * @property {Factor} x
 * @property {Factor} y
 * @property {ArrayLike<number | boolean>} inside [point] whether the point is of the kind looked for
 * @property {string} insideName such as "plateau"
 * @property {string} outsideName
 * @property {Limits | null} [box]
 * @property {number} [height]
 */

const SIZE = 3;

/**
 * The paths of both kinds: rings for those looked for, crosses for the others.
 * @param {Pick<ScatterProps, "x" | "y" | "inside">} props @param {(value: number) => number} x @param {(value: number) => number} y
 * @returns {{rings: string, crosses: string}}
 */
export function pointPaths({ x: { values: xs }, y: { values: ys }, inside }, x, y) {
  const rings = [];
  const crosses = [];
  for (let i = 0; i < xs.length; i += 1) {
    if (!Number.isFinite(xs[i]) || !Number.isFinite(ys[i])) continue;
    const [left, top] = [Math.round(10 * x(xs[i])) / 10, Math.round(10 * y(ys[i])) / 10];
    if (inside[i]) rings.push(`M${left - SIZE},${top}a${SIZE},${SIZE} 0 1 0 ${2 * SIZE},0a${SIZE},${SIZE} 0 1 0 ${-2 * SIZE},0`);
    else crosses.push(`M${left - 2},${top - 2}l4,4m0,-4l-4,4`);
  }
  return { rings: rings.join(""), crosses: crosses.join("") };
}

/**
 * How good a box is: the share of the points in it that are of the kind looked for, and the share of these that are in it.
 * @param {Pick<ScatterProps, "x" | "y" | "inside">} props @param {Limits} box
 * @returns {{density: number, coverage: number}}
 */
export function boxQuality({ x, y, inside }, box) {
  const within = (/** @type {number} */ value, /** @type {[number, number]} */ [low, high]) => value >= low && value <= high;
  let both = 0;
  let boxed = 0;
  let wanted = 0;
  for (let i = 0; i < x.values.length; i += 1) {
    const isIn = within(x.values[i], box.x) && within(y.values[i], box.y);
    boxed += Number(isIn);
    wanted += Number(Boolean(inside[i]));
    both += Number(isIn && Boolean(inside[i]));
  }
  return { density: both / boxed, coverage: both / wanted };
}

/** @param {number} width @returns {number} */
const scatterHeight = (width) => Math.round(Math.min(Math.max(width * 0.7, 240), 560));

/** @param {ScatterProps} props */
function drawScatter(props) {
  const { title, headline, x, y, inside, insideName, outsideName, box, height = scatterHeight } = props;
  const [[x0, x1], [y0, y1]] = useMemo(() => [rangeOf([x.values], x.domain), rangeOf([y.values], y.domain)], [x, y]);
  const [fx, fy] = useMemo(() => [formatter(x.format), formatter(y.format)], [x.format, y.format]);
  const share = formatter("percent").value;
  const quality = useMemo(() => (box ? boxQuality(props, box) : null), [x, y, inside, box]);
  const edges = (/** @type {[number, number]} */ [low, high], /** @type {(value: number) => string} */ write) =>
    `${low > -Infinity ? `from ${write(low)} ` : ""}${high < Infinity ? `to ${write(high)}` : ""}`.trim() || "any";
  const said = box && quality && `Box: ${x.label} ${edges(box.x, fx.value)}, ${y.label} ${edges(box.y, fy.value)}`;
  const good = quality && `${share(quality.density)} of the points in it are “${insideName}”; it holds ${share(quality.coverage)} of all that are`;
  const draw = (/** @type {import("./figure.js").Size} */ { width, height: tall, text }) => {
    const ticksY = valueTicks(y0, y1, tall - text * 5, text);
    const left = Math.ceil(Math.max(...ticksY.map((value) => textWidth(fy.tick(value), text))) + 14);
    const plot = { left, right: width - 10, top: text * 1.8, bottom: tall - text * 3.4 };
    const placeX = scaleLinear([x0, x1], [plot.left + SIZE * 2, plot.right - SIZE * 2]);
    const placeY = scaleLinear([y0, y1], [plot.bottom - SIZE * 2, plot.top + SIZE * 2]);
    const { rings, crosses } = pointPaths(props, placeX, placeY);
    const ticksX = scaleLinear([x0, x1], [0, 1]).ticks(Math.max(Math.floor((plot.right - plot.left) / (text * 6)), 2));
    return html`<g class="chart-axis">
        ${ticksX.map((value) => html`<g key=${`x${value}`}>
            <line class="chart-grid" x1=${placeX(value)} x2=${placeX(value)} y1=${plot.top} y2=${plot.bottom} />
            <text x=${placeX(value)} y=${plot.bottom + text * 1.4} text-anchor="middle">${fx.tick(value)}</text>
          </g>`)}
        ${ticksY.map((value) => html`<g key=${`y${value}`}>
            <line class="chart-grid" x1=${plot.left} x2=${plot.right} y1=${placeY(value)} y2=${placeY(value)} />
            <text x=${plot.left - 7} y=${placeY(value)} dy="0.33em" text-anchor="end">${fy.tick(value)}</text>
          </g>`)}
        <text class="chart-factor" x=${(plot.left + plot.right) / 2} y=${tall - text * 0.5} text-anchor="middle">${x.label} →</text>
        <text class="chart-factor" x="0" y=${text}>↑ ${y.label}</text>
      </g>
      <path class="scatter-crosses" d=${crosses} />
      <path class="scatter-rings" d=${rings} />
      ${box && html`<${BoxFrame} ...${{ box, placeX, placeY, plot }} />`}`;
  };
  return html`<${Figure}
    kind="scatter"
    ...${{ title, height, draw }}
    headline=${headline ?? (said && `${said}. ${good}.`)}
    description=${`${x.values.length} points over ${x.label} and ${y.label}; ${insideName} or ${outsideName}. ${said ? `${said}. ${good}.` : ""}`}
    below=${html`<div class="chart-keys">
      <span class="chart-key"><svg width="14" height="14" aria-hidden="true"><circle class="scatter-rings" cx="7" cy="7" r="4" /></svg><span>${insideName}</span></span>
      <span class="chart-key"><svg width="14" height="14" aria-hidden="true"><path class="scatter-crosses" d="M4,4l6,6m0,-6l-6,6" /></svg><span>${outsideName}</span></span>
      ${box && html`<span class="chart-key"><svg width="22" height="14" aria-hidden="true"><rect class="scatter-box" x="2" y="2" width="18" height="10" /></svg><span>discovered box</span></span>`}
    </div>`}
    table=${() => ({
      head: ["point", x.label, y.label, "kind"],
      rows: Array.from(x.values, (value, i) => [String(i + 1), fx.value(value), fy.value(y.values[i]), inside[i] ? insideName : outsideName]),
    })}
  />`;
}

/** The box, as far as it lies in the plot. @param {{box: Limits, placeX: (value: number) => number, placeY: (value: number) => number, plot: import("./axes.js").Box}} props */
function BoxFrame({ box, placeX, placeY, plot }) {
  const { left: west, right: east, top: north, bottom: south } = plot;
  const across = (/** @type {number} */ value, /** @type {number} */ open) =>
    Number.isFinite(value) ? Math.min(Math.max(placeX(value), west), east) : open;
  const up = (/** @type {number} */ value, /** @type {number} */ open) =>
    Number.isFinite(value) ? Math.min(Math.max(placeY(value), north), south) : open;
  const [left, right] = [across(box.x[0], west), across(box.x[1], east)];
  const [bottom, top] = [up(box.y[0], south), up(box.y[1], north)];
  return html`<rect class="scatter-box" x=${left} y=${top} width=${Math.max(right - left, 0)} height=${Math.max(bottom - top, 0)} />`;
}

/** The points of a sweep with a discovered box over them. */
export const ScatterBox = memo(drawScatter);
