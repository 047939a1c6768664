/** The leadership index and its parts on one line from nothing to all, with the team's own word and the nearest model team. */
import { html } from "../../../vendor/preact.js";
import { Figure } from "../../charts/figure.js";
import { formatter } from "../../charts/format.js";
import { straight } from "../../charts/series.js";

/** @typedef {import("./result.js").Diagnosis} Diagnosis */

const { value: share } = formatter("percent");
const SIZE = 5;

/** @param {{found: Diagnosis}} props */
export function IndexChart({ found }) {
  const { parts, index, low, high, said, line, confidence } = found;
  const rows = [{ name: "index", label: "Leadership index", answered: index, model: Number.NaN }, ...parts];
  const draw = (/** @type {import("../../charts/figure.js").Size} */ { width, height, text }) => {
    const x = straight(0, 1, SIZE + 2, width - SIZE - 2);
    const step = (height - text * 3) / rows.length;
    const y = (/** @type {number} */ place) => text * 2.4 + step * (place + 0.62);
    return html`<g class="index-chart" font-size=${text}>
      <line class="index-line" x1=${x(line)} x2=${x(line)} y1=${text * 1.6} y2=${height - text * 1.2} />
      <text class="chart-note" x=${x(line) - 10} y=${text} text-anchor="end">← management team</text>
      <text class="chart-note" x=${x(line) + 10} y=${text}>leadership team →</text>
      ${rows.map(
        ({ name, label, answered, model }, place) => html`<g key=${name} class=${place === 0 ? "index-whole" : "index-part"}>
          <text x="0" y=${y(place) - text * 0.75}>${capital(label)} <tspan class="index-number">${share(answered)}</tspan></text>
          <line class="index-track" x1=${x(0)} x2=${x(1)} y1=${y(place)} y2=${y(place)} />
          ${place === 0 ? html`<line class="index-band" x1=${x(low)} x2=${x(high)} y1=${y(place)} y2=${y(place)} />` : null}
          <circle class="index-dot" cx=${x(answered)} cy=${y(place)} r=${place === 0 ? SIZE + 2 : SIZE} />
          ${Number.isFinite(model) ? html`<path class="index-model" d=${diamond(x(model), y(place))} />` : null}
          ${place === 0 ? html`<path class="index-said" d=${`M${x(said)},${y(place) + 4}l-7,11h14Z`} />` : null}
        </g>`,
      )}
      ${[0, line, 1].map((each) => html`<text class="chart-note" key=${each} x=${x(each)} y=${height - 2} text-anchor=${each === 0 ? "start" : each === 1 ? "end" : "middle"}>${share(each)}</text>`)}
    </g>`;
  };
  return html`<${Figure}
    kind="index-figure"
    title="What you do"
    height=${330}
    draw=${draw}
    description=${`Leadership index ${share(index)}, ${share(confidence)} interval ${share(low)} to ${share(high)}; above ${share(line)} is a leadership team. The team says ${share(said)}. ${parts.map((part) => `${part.label} ${share(part.answered)}`).join(", ")}.`}
    below=${html`<ul class="index-keys" aria-hidden="true">
      <li><svg width="16" height="14"><circle class="index-dot" cx="8" cy="7" r="5" /></svg> from your answers</li>
      <li><svg width="16" height="14"><path class="index-said" d="M8,2l-6,9h12Z" /></svg> what you say</li>
      <li><svg width="16" height="14"><path class="index-model" d=${diamond(8, 7)} /></svg> nearest team in the model</li>
      <li><svg width="26" height="14"><line class="index-band" x1="5" x2="21" y1="7" y2="7" /></svg> ${share(confidence)} interval</li>
    </ul>`}
    table=${() => ({
      head: ["", "From your answers", "Nearest team in the model"],
      rows: [
        ...rows.map(({ label, answered, model }) => [capital(label), share(answered), share(model)]),
        [`${share(confidence)} interval of the index`, `${share(low)} to ${share(high)}`, "–"],
        ["What you say", share(said), "–"],
      ],
    })}
  />`;
}

/** @param {number} x @param {number} y */
function diamond(x, y) {
  return `M${x - SIZE - 1},${y}l${SIZE + 1},${-SIZE - 1}l${SIZE + 1},${SIZE + 1}l${-SIZE - 1},${SIZE + 1}Z`;
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
