/** Which factors matter for an outcome, and whether the sample is large enough to say so. */
import { Bars, formatter } from "../../charts/index.js";
import { html } from "../../../vendor/preact.js";
import { addressOf, useAsked } from "./asking.js";
import { Words } from "./map.js";
import { Missing } from "./missing.js";
import { capital, labelOf } from "./wording.js";

/** @typedef {{factor: string, key: string, indices: Record<string, {value: number | null, low: number | null, high: number | null}>}} Indexed */

/** @param {{look: import("./sweep.js").Look}} props */
export function SensitivityView({ look: { name, scalar } }) {
  const { data, error, busy } = useAsked(addressOf(name, "sensitivity", { value: scalar.name }));
  if (!data) return html`<${Missing} ...${{ error, busy }} />`;
  const share = formatter("percent").value;
  return html`
    <p class=${data.converged ? "explore-good" : "explore-notice"}>${data.converged ? "" : html`<strong>Sample too small.</strong> `}${capital(data.verdict)}.</p>
    <${Bars}
      title=${`What moves ${labelOf(scalar.name).toLowerCase()}`}
      headline=${`${capital(data.described)}: ${data.leading} of each factor.`}
      bars=${data.factors.map((/** @type {Indexed} */ each) => barOf(each, data.leading))}
      interval=${`${share(data.confidence)} interval from ${data.resamples} resamples`}
    />
    <p class="small soft">${capital(data.chance_text)}.</p>
    <${Words} text=${data.text} />
  `;
}

/** @param {Indexed} indexed @param {string} leading @returns {import("../../charts/bars.js").Bar} */
export function barOf({ factor, key, indices }, leading) {
  const { value, low, high } = indices[leading];
  return { key, label: capital(factor), value: value ?? NaN, ...(low === null || high === null ? {} : { low, high }) };
}
