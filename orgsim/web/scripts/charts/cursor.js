/** The week cursor that charts share: pointer, touch and keys move it, and it says where it is. */
import { html } from "../../vendor/preact.js";
import { clampWeek, weekAfterKey, weekText } from "./time.js";

/**
 * @param {number} offset pixels from the left edge of the plot @param {number} width pixels of the plot @param {number} weeks
 * @returns {number} the week under the pointer
 */
export function weekAt(offset, width, weeks) {
  return clampWeek((offset / width) * weeks, weeks);
}

/**
 * The cursor's sensitive area, laid over the plot: a slider for hands, keys and screen readers.
 * @param {object} props
 * @param {string} props.title name of the chart
 * @param {number} props.weeks
 * @param {number} props.week where the cursor is
 * @param {(week: number) => void} props.onWeek
 * @param {string} props.values what the chart shows at this week, in words
 * @param {import("./axes.js").Box} props.box edges of the plot
 */
export function CursorArea({ title, weeks, week, onWeek, values, box }) {
  const width = box.right - box.left;
  const go = (/** @type {number} */ next) => {
    if (next !== week) onWeek(next);
  };
  const pointed = (/** @type {PointerEvent} */ event) => {
    const area = /** @type {HTMLElement} */ (event.currentTarget);
    if (event.type === "pointerdown") area.setPointerCapture(event.pointerId);
    go(weekAt(event.clientX - area.getBoundingClientRect().left, width, weeks));
  };
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = weekAfterKey(event.key, event.shiftKey, week, weeks);
    if (next === null) return;
    event.preventDefault();
    go(next);
  };
  return html`<div
    class="chart-cursor-area"
    role="slider"
    tabindex="0"
    aria-label=${`Week, ${title}`}
    aria-orientation="horizontal"
    aria-valuemin="0"
    aria-valuemax=${weeks - 1}
    aria-valuenow=${week}
    aria-valuetext=${values ? `${weekText(week)}: ${values}` : weekText(week)}
    style=${{ left: `${box.left}px`, top: `${box.top}px`, width: `${width}px`, height: `${box.bottom - box.top}px` }}
    onPointerDown=${pointed}
    onPointerMove=${pointed}
    onKeyDown=${pressed}
  ></div>`;
}

/**
 * The cursor as it is seen in the drawing: a line, and a dot on each curve.
 * @param {{x: number, box: import("./axes.js").Box, text: number, points: {key: string, tone: string, y: number}[]}} props
 */
export function CursorLine({ x, box, text, points }) {
  return html`<g class="chart-cursor">
    <line x1=${x} x2=${x} y1=${box.top} y2=${box.bottom} />
    ${points.map(({ key, tone, y }) => html`<circle class=${`chart-dot tone-${tone}`} key=${key} cx=${x} cy=${y} r=${text / 3} />`)}
  </g>`;
}

/**
 * The values at the cursor, always in the same place.
 * @param {{week: number, values: {key: string, tone: string, value: string}[]}} props
 */
export function Readout({ week, values }) {
  return html`<div class="chart-readout">
    <span>${week === 0 ? "now" : `week ${week}`}</span>
    ${values.map(({ key, tone, value }) => html`<span class=${`tone-${tone}`} key=${key}><strong>${key}</strong> ${value}</span>`)}
  </div>`;
}
