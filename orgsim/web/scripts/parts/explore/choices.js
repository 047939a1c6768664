/** Which outcome, over which two factors. */
import { html } from "../../../vendor/preact.js";
import { capital, labelOf } from "./wording.js";

/** @typedef {import("./cells.js").Scalar} Scalar */
/** @typedef {import("./wording.js").Factor} Factor */

/** @param {{known: Scalar[], varied: Factor[], scalar: Scalar, x: Factor, y: Factor | undefined, change: import("./sweep.js").Change}} props */
export function Choices({ known, varied, scalar, x, y, change }) {
  const picked = (/** @type {Event} */ event) => /** @type {HTMLSelectElement} */ (event.target).value;
  const groups = [...new Set(known.map(({ name }) => name.split("_")[0]))];
  return html`<div class="panel explore-choices">
    <label>Outcome
      <select value=${scalar.name} onChange=${(/** @type {Event} */ event) => change({ value: picked(event), split: undefined, cell: undefined, box: undefined })}>
        ${groups.map(
          (group) => html`<optgroup key=${group} label=${capital(group)}>
            ${known.filter(({ name }) => name.split("_")[0] === group).map(({ name }) => html`<option key=${name} value=${name} selected=${name === scalar.name}>${labelOf(name)}</option>`)}
          </optgroup>`,
        )}
      </select>
    </label>
    <p class="help-text small soft">${capital(scalar.meaning)} (${scalar.unit}).</p>
    ${y
      ? html`<${Pick} label="Across" factors=${varied} factor=${x} onPick=${(/** @type {string} */ key) => change({ x: key, y: key === y.key ? x.key : y.key, cell: undefined })} />
          <${Pick} label="Upwards" factors=${varied} factor=${y} onPick=${(/** @type {string} */ key) => change({ y: key, x: key === x.key ? y.key : x.key, cell: undefined })} />
          <button type="button" onClick=${() => change({ x: y.key, y: x.key, cell: undefined })}>Swap the factors</button>`
      : null}
  </div>`;
}

/** @param {{label: string, factors: Factor[], factor: Factor, onPick: (key: string) => void}} props */
function Pick({ label, factors, factor, onPick }) {
  return html`<label>${label}
      <select value=${factor.key} onChange=${(/** @type {Event} */ event) => onPick(/** @type {HTMLSelectElement} */ (event.target).value)}>
        ${factors.map((each) => html`<option key=${each.key} value=${each.key} selected=${each.key === factor.key}>${capital(each.label)}</option>`)}
      </select>
    </label>
    <p class="help-text small soft">${capital(factor.meaning || factor.key)}${factor.unit ? ` (${factor.unit})` : ""}.</p>`;
}
