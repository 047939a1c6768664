/** Small curves: one in a line of text, or many side by side with their names and values. */
import { html, useId } from "../../vendor/preact.js";
import { formatter } from "./format.js";
import { rangeOf } from "./layout.js";
import { memo } from "./memo.js";
import { bandPath, clamped, DASHES, linePath, straight } from "./series.js";
import { clampWeek, yearRows } from "./time.js";
import { TableTwin } from "./figure.js";

/**
 * @typedef {object} SparkProps
 * @property {string} label said to screen readers, with the first and the last value
 * @property {ArrayLike<number>} values [week]
 * @property {ArrayLike<number>} [low] [week]
 * @property {ArrayLike<number>} [high] [week]
 * @property {[number, number]} [domain]
 * @property {import("./series.js").Tone} [tone]
 * @property {number} [week] where the shared cursor is
 * @property {import("./format.js").Format} [format]
 * @property {number} [width] pixels
 * @property {number} [height] pixels
 *
 * @typedef {Omit<SparkProps, "width" | "height" | "domain" | "week"> & {key: string}} SparkItem
 *
 * @typedef {object} StripProps
 * @property {string} title
 * @property {SparkItem[]} items
 * @property {number} weeks
 * @property {number} [week]
 * @property {[number, number]} [domain] the same for all, if given; else each has its own
 */

const EDGE = 3;

/** @param {SparkProps} props */
function drawSpark({ label, values, low, high, domain, tone = "b", week, format, width = 120, height = 28 }) {
  const [from, to] = rangeOf([values, low ?? [], high ?? []], domain);
  const last = Math.max(values.length - 1, 0);
  const x = straight(0, last || 1, EDGE, width - EDGE);
  const y = clamped(from, to, height - EDGE, EDGE);
  const { value: write } = formatter(format);
  const at = week === undefined ? null : clampWeek(week, values.length);
  return html`<svg
    class=${`chart-spark tone-${tone}`}
    role="img"
    aria-label=${`${label}: from ${write(values[0])} to ${write(values[last])}`}
    width=${width}
    height=${height}
    viewBox=${`0 0 ${width} ${height}`}
  >
    ${low && high && html`<path class="chart-band" d=${bandPath(low, high, x, y, 4)} />`}
    <path class="chart-line" d=${linePath(values, x, y)} stroke-dasharray=${DASHES[tone]} />
    ${at !== null && Number.isFinite(values[at]) && html`<circle class="chart-dot" cx=${x(at)} cy=${y(values[at])} r="3.5" />`}
  </svg>`;
}

/** A small curve for a line of text. */
export const Spark = memo(drawSpark);

/** @param {StripProps} props */
function drawStrip({ title, items, weeks, week, domain }) {
  const id = useId();
  const at = week === undefined ? weeks - 1 : clampWeek(week, weeks);
  return html`<figure class="chart strip" aria-labelledby=${id}>
    <figcaption class="chart-caption"><span class="chart-title" id=${id}>${title}</span></figcaption>
    <ul class="strip-items">
      ${items.map(({ key, ...item }) => html`<li key=${key}>
          <span class="strip-name">${item.label}</span>
          <${Spark} ...${item} ...${{ week, domain }} width=${150} height=${36} />
          <span class=${`strip-value tone-${item.tone ?? "b"}`}>${formatter(item.format).value(item.values[at])}</span>
        </li>`)}
    </ul>
    <div class="chart-foot">
      <${TableTwin}
        title=${title}
        table=${() => ({
          head: ["When", ...items.map(({ label }) => label)],
          rows: yearRows(weeks).map((row) => [row.label, ...items.map(({ values, format }) => formatter(format).value(values[row.week]))]),
        })}
      />
    </div>
  </figure>`;
}

/** Small curves side by side, each with its name and its value at the cursor. */
export const Strip = memo(drawStrip);
