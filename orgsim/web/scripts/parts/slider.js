/** A slider with its name, value, help, a mark when it was changed, and a way back. */
import { html, useId } from "../../vendor/preact.js";
import { memo } from "../charts/memo.js";

/**
 * @typedef {object} SliderProps
 * @property {string} name what the change is about, handed back to `onInput` and `onReset`
 * @property {string} label
 * @property {string} [help]
 * @property {number} value
 * @property {number} low
 * @property {number} high
 * @property {number} step
 * @property {string} text the value in words
 * @property {boolean} changed whether it differs from the scenario
 * @property {boolean} [disabled]
 * @property {(name: string, value: number) => void} onInput
 * @property {() => void} onSettle the slider was let go
 * @property {(name: string) => void} onReset
 */

/** A slider. Drawn again only when what it shows has changed. */
export const Slider = memo(
  /** @param {SliderProps} props */
  ({ name, label, help, value, low, high, step, text, changed, disabled, onInput, onSettle, onReset }) => {
    const id = useId();
    const moved = (/** @type {Event} */ event) => onInput(name, Number(/** @type {HTMLInputElement} */ (event.target).value));
    return html`<div class=${changed ? "slider changed" : "slider"}>
      <label for=${id}>${label}</label>
      <output for=${id} class="numbers">${text}</output>
      ${changed
        ? html`<button type="button" class="quiet reset" onClick=${() => onReset(name)} aria-label=${`${label}: as in the scenario`} title="As in the scenario">↺</button>`
        : null}
      <input
        type="range"
        id=${id}
        data-key=${name}
        min=${low}
        max=${high}
        step=${step}
        value=${value}
        disabled=${disabled}
        aria-valuetext=${changed ? `${text}, changed` : text}
        aria-describedby=${help ? `${id}-help` : undefined}
        onInput=${moved}
        onChange=${onSettle}
      />
      ${help ? html`<p class="help-text" id=${`${id}-help`}>${help}</p>` : null}
    </div>`;
  },
);

/** A step that gives a slider about a hundred round places. @param {number} low @param {number} high @param {boolean} whole */
export function stepOf(low, high, whole) {
  const raw = (high - low) / 100;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5].findLast((each) => each * power <= raw * 1.001) ?? 1);
  const round = Number(step.toPrecision(1));
  return whole ? Math.max(1, Math.round(round)) : round;
}
