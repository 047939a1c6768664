/**
 * Colours of values: eleven steps whose colours stand in charts.css, hatching where there is no value, and the legend.
 * Values are also written, or drawn as sizes: colour never says anything alone.
 *
 * @typedef {"sequential" | "diverging"} Scale from pale to strong, or from one hue through grey to another
 */
import { html } from "../../vendor/preact.js";

export const STEPS = 10;

/**
 * The step of a value.
 * @param {number} value @param {number} [low] @param {number} [high] @returns {number} 0 to 10; -1 if there is no value
 */
export function step(value, low = 0, high = 1) {
  if (!Number.isFinite(value)) return -1;
  return Math.min(Math.max(Math.round((STEPS * (value - low)) / (high - low)), 0), STEPS);
}

/** @param {number} value @param {number} [low] @param {number} [high] @returns {string} the classes that colour a mark */
export function heatClass(value, low, high) {
  return `heat heat-${step(value, low, high)}`;
}

/** The hatching of what has no value, as a pattern to be filled with. @param {{id: string}} props */
export function Hatching({ id }) {
  return html`<defs>
    <pattern id=${id} class="chart-hatching" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" />
      <line x1="0" x2="0" y1="0" y2="6" />
    </pattern>
  </defs>`;
}

/** What the colours mean. @param {{scale: Scale, low: string, high: string, label: string}} props */
export function HeatLegend({ scale, low, high, label }) {
  const steps = Array.from({ length: STEPS + 1 }, (_, i) => i);
  return html`<span class="chart-key">
    <span>${label}: ${low}</span>
    <svg class=${`scale-${scale}`} width="110" height="12" aria-hidden="true">
      ${steps.map((i) => html`<rect key=${i} class=${`heat heat-${i}`} x=${i * 10} width="10.5" height="12" />`)}
    </svg>
    <span>${high}</span>
  </span>`;
}
