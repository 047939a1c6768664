/**
 * The frame every chart stands in: name, headline, the drawing at the size there is, and the same numbers as a table.
 *
 * @typedef {{width: number, height: number, text: number}} Size pixels; `text` is the size of letters
 * @typedef {{head: string[], rows: string[][]}} Table first column of each row is its name
 */
import { html, useId, useLayoutEffect, useRef, useState } from "../../vendor/preact.js";
import { textSize } from "./layout.js";

const RATIO = 0.5;
const LOWEST = 190;
const HIGHEST = 420;
/** Pixels of a page's text where nobody asked for larger letters. */
const USUAL_TEXT = 16;

/** @param {number} width @returns {number} a calm height for this width */
export function heightFor(width) {
  return Math.round(Math.min(Math.max(width * RATIO, LOWEST), HIGHEST));
}

/** @returns {[import("preact").RefObject<HTMLDivElement>, number, number]} the element to measure, its width as it changes, and the size of its text */
function useWidth() {
  const element = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [{ width, text }, setSize] = useState({ width: 0, text: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    const measure = () => {
      const next = Math.floor(target.clientWidth);
      const root = parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TEXT;
      const letters = Math.max(textSize(next), Math.round(textSize(next) * root));
      setSize((size) => (size.width === next && size.text === letters ? size : { width: next, text: letters }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return [/** @type {any} */ (element), width, text];
}

/**
 * The numbers of a chart as a table, made only when it is opened.
 * @param {{title: string, table: () => Table}} props
 */
export function TableTwin({ title, table }) {
  const [open, setOpen] = useState(false);
  const toggled = (/** @type {Event} */ event) => setOpen(/** @type {HTMLDetailsElement} */ (event.currentTarget).open);
  return html`<details class="chart-table" onToggle=${toggled}>
    <summary aria-label=${`Table of ${title}`}>Table</summary>
    ${open && html`<${Numbers} title=${title} table=${table()} />`}
  </details>`;
}

/** @param {{title: string, table: Table}} props */
function Numbers({ title, table }) {
  return html`<div class="chart-scroll" tabindex="0" role="region" aria-label=${`${title}: numbers`}>
    <table>
      <thead>
        <tr>${table.head.map((cell) => html`<th scope="col" key=${cell}>${cell}</th>`)}</tr>
      </thead>
      <tbody>
        ${table.rows.map(
          (row) => html`<tr key=${row[0]}>${row.map((cell, i) => (i ? html`<td>${cell}</td>` : html`<th scope="row">${cell}</th>`))}</tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/**
 * The frame of a chart.
 * @param {object} props
 * @param {string} props.title the chart's name
 * @param {string} [props.unit] said after the name
 * @param {unknown} [props.headline] one line below the name
 * @param {string} props.description what is to be seen, for those who cannot see it
 * @param {string} [props.legend] what letters and bands mean, for files: there the page's own legend is missing
 * @param {string} props.kind class of the chart
 * @param {number | ((width: number, text: number) => number)} [props.height] pixels of the drawing
 * @param {(size: Size) => unknown} props.draw inside of the SVG
 * @param {(size: Size) => unknown} [props.over] what lies over the SVG: controls
 * @param {unknown} [props.below] below the drawing: legends
 * @param {unknown} [props.readout] values at the cursor
 * @param {string} [props.role] of the SVG: an image, unless it holds controls of its own
 * @param {unknown} [props.above] above the drawing: ways
 * @param {() => Table} [props.table]
 */
export function Figure({ title, unit, headline, description, legend, kind, height = heightFor, draw, over, above, below, readout, role = "img", table }) {
  const id = useId();
  const [element, width, text] = useWidth();
  const size = { width, height: typeof height === "function" ? height(width, text) : height, text };
  return html`<figure class=${`chart ${kind}`} aria-labelledby=${`${id}-name`} data-legend=${legend}>
    <figcaption class="chart-caption">
      <span class="chart-title" id=${`${id}-name`}>${title}</span>
      ${unit ? html` <span class="chart-unit">${unit}</span>` : null}
      ${headline ? html`<div class="chart-headline">${headline}</div>` : null}
    </figcaption>
    ${above}
    <div class="chart-plot" ref=${element}>
      ${width > 0 &&
      html`<svg
        class="chart-svg"
        role=${role}
        aria-label=${title}
        aria-describedby=${`${id}-text`}
        width=${width}
        height=${size.height}
        viewBox=${`0 0 ${width} ${size.height}`}
        font-size=${size.text}
      >
        <desc id=${`${id}-text`}>${description}</desc>
        ${draw(size)}
      </svg>`}
      ${width > 0 && over ? over(size) : null}
    </div>
    ${below}
    <div class="chart-foot">${table && html`<${TableTwin} title=${title} table=${table} />`} ${readout}</div>
  </figure>`;
}
