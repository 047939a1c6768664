/** Patterns that tell categories apart without colour: each category has a hue and strokes of its own. */
import { html } from "../../vendor/preact.js";

const SIZE = 10;
/** Strokes in a square of ten; the first category has none. */
const STROKES = ["", "M0,10L10,0M-2,2L2,-2M8,12L12,8", "M0,5H10", "M5,0V10", "M0,0L10,10M0,10L10,0", "M3,5a2,2 0 1 0 4,0a2,2 0 1 0 -4,0"];

/** How many categories are told apart. */
export const MOST_CATEGORIES = STROKES.length;

/** @param {string} id @param {number} category @returns {string} the name of its pattern */
export function patternId(id, category) {
  return `${id}-${category % MOST_CATEGORIES}`;
}

/** The patterns of all categories. @param {{id: string, count: number}} props */
export function Patterns({ id, count }) {
  return html`<defs>
    ${STROKES.slice(0, Math.min(count, MOST_CATEGORIES)).map(
      (strokes, i) => html`<pattern
        key=${i}
        id=${patternId(id, i)}
        class=${`category-${i}`}
        width=${SIZE}
        height=${SIZE}
        patternUnits="userSpaceOnUse"
      >
        <rect width=${SIZE} height=${SIZE} />
        <path d=${strokes} />
      </pattern>`,
    )}
  </defs>`;
}

/** What each pattern means. @param {{id: string, names: string[]}} props */
export function PatternLegend({ id, names }) {
  return html`${names.map(
    (name, i) => html`<span class="chart-key" key=${name}>
      <svg width="22" height="14" aria-hidden="true">
        <rect class="chart-swatch" x="0.5" y="0.5" width="21" height="13" fill=${`url(#${patternId(id, i)})`} />
      </svg>
      <span>${name}</span>
    </span>`,
  )}`;
}
