/** An outcome against the week of the shift: a point and a line across it for each week that was tried. */
import { scaleLinear } from "../../../vendor/d3.js";
import { html } from "../../../vendor/preact.js";
import { TimeAxis, ValueAxis, valueTicks } from "../../charts/axes.js";
import { Figure } from "../../charts/figure.js";
import { formatter } from "../../charts/format.js";
import { rangeOf, textWidth } from "../../charts/layout.js";
import { memo } from "../../charts/memo.js";

/** @typedef {import("../../engine/several.js").Spread} Spread */

/** @param {Spread[]} spreads @returns {[number, number]} */
function rounded(spreads) {
  const range = rangeOf([spreads.flatMap(({ low, high }) => [low, high])]);
  return /** @type {[number, number]} */ (scaleLinear(range, [0, 1]).nice(4).domain());
}

/**
 * @typedef {object} WaitingProps
 * @property {string} title
 * @property {import("../../charts/format.js").Format} format
 * @property {string} [unit]
 * @property {number} weeks
 * @property {number[]} shifts weeks of the shift
 * @property {Spread[]} spreads the outcome for each
 * @property {number} now the week of the shift as it is
 * @property {string} tone
 * @property {unknown} headline
 */

/** @param {WaitingProps} props */
function drawWaiting({ title, unit, format, weeks, shifts, spreads, now, tone, headline }) {
  const { value, tick } = formatter(format);
  const [low, high] = rounded(spreads);
  const draw = (/** @type {import("../../charts/figure.js").Size} */ { width, height, text }) => {
    const ticks = valueTicks(low, high, height - text * 3, text).map(tick);
    const left = Math.ceil(Math.max(...ticks.map((label) => textWidth(label, text))) + 12);
    const box = { left, right: width - text * 2, top: text * 1.6, bottom: Math.floor(height - text * 2) };
    const x = scaleLinear([0, weeks], [box.left, box.right]);
    const y = scaleLinear([low, high], [box.bottom, box.top]);
    const line = spreads.map(({ median }, i) => `${i ? "L" : "M"}${x(shifts[i]).toFixed(1)},${y(median).toFixed(1)}`).join("");
    return html`<${ValueAxis} ...${box} ...${{ low, high, text }} write=${tick} />
      <${TimeAxis} ...${box} ...${{ weeks, text }} />
      <g class=${`waiting-points tone-${tone}`}>
        <path class="chart-line" d=${line} />
        ${spreads.map(
          (each, i) => html`<g key=${shifts[i]}>
            <path class="waiting-whisker" d=${`M${x(shifts[i])},${y(each.low)}V${y(each.high)}`} />
            <circle class=${shifts[i] === now ? "chart-dot waiting-now" : "chart-dot"} cx=${x(shifts[i])} cy=${y(each.median)} r=${shifts[i] === now ? 6 : 4} />
          </g>`,
        )}
      </g>`;
  };
  const said = spreads.map(({ median }, i) => `shift in week ${shifts[i]}: ${value(median)}`).join(", ");
  return html`<${Figure}
    kind="waiting-chart"
    ...${{ title, unit, headline, draw }}
    description=${`${title} by the week of the shift. ${said}.`}
    below=${html`<p class="soft small">Across: the week in which the shift begins; the large point is the shift as it is.</p>`}
    table=${() => ({
      head: ["Shift in week", "Median", "10–90 % of runs"],
      rows: spreads.map(({ low: from, median, high: to }, i) => [String(shifts[i]), value(median), `${value(from)} to ${value(to)}`]),
    })}
  />`;
}

/** Drawn again only when its numbers change. */
export const WaitingChart = memo(drawWaiting);
