/** A note beside a place in a drawing. It repeats what readers of the screen are told otherwise, so it is hidden from them. */
import { html } from "../../vendor/preact.js";

const NEAR = 10;

/** @param {{x: number, y: number, width: number, lines: string[]}} props place and width of the drawing in pixels */
export function Tooltip({ x, y, width, lines }) {
  const left = x > width / 2;
  const style = { top: `${y}px`, ...(left ? { right: `${width - x + NEAR}px` } : { left: `${x + NEAR}px` }) };
  return html`<div class="chart-tooltip" aria-hidden="true" style=${style}>
    ${lines.map((line, i) => html`<div key=${i}>${line}</div>`)}
  </div>`;
}
