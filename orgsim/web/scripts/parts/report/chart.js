/** One chart of a report with its note, and what can be done with it. */
import { html, useRef } from "../../../vendor/preact.js";
import { savePng } from "../../export/png.js";
import { saveSvg } from "../../export/svg.js";
import { useApp } from "../app.js";
import { OutcomeChart } from "../outcomechart.js";
import { Note } from "./note.js";
import { aboutOf } from "./saving.js";

/**
 * @param {{name: string, note: string, first: boolean, last: boolean, preview: boolean, onNote: (text: string) => void,
 *   onMove: (way: 1 | -1) => void, onRemove: () => void}} props
 */
export function ReportChart({ name, note, first, last, preview, onNote, onMove, onRemove }) {
  const { catalog, store, messages } = useApp();
  const whole = useRef(/** @type {HTMLElement | null} */ (null));
  const { label } = catalog.outcome(name);
  const saved = async (/** @type {"svg" | "png"} */ kind) => {
    try {
      const chart = /** @type {Element} */ (whole.current?.querySelector("figure"));
      const about = aboutOf(catalog, store.get());
      if (kind === "svg") saveSvg(chart, label, about);
      else await savePng(chart, label, 2, about);
    } catch (error) {
      messages.say(`The chart could not be saved: ${error instanceof Error ? error.message : error}`, "fault");
    }
  };
  return html`<section class="report-chart" ref=${whole} aria-label=${label}>
    ${preview
      ? null
      : html`<div class="report-tools" role="group" aria-label=${`Chart ${label}`}>
          <button type="button" class="quiet" disabled=${first} onClick=${() => onMove(-1)} aria-label=${`Move ${label} up`}>↑</button>
          <button type="button" class="quiet" disabled=${last} onClick=${() => onMove(1)} aria-label=${`Move ${label} down`}>↓</button>
          <button type="button" class="quiet" onClick=${() => saved("svg")} aria-label=${`Save ${label} as SVG`}>SVG</button>
          <button type="button" class="quiet" onClick=${() => saved("png")} aria-label=${`Save ${label} as PNG`}>PNG</button>
          <button type="button" class="quiet" onClick=${onRemove} aria-label=${`Remove ${label}`}>×</button>
        </div>`}
    <${OutcomeChart} name=${name} height=${300} />
    <${Note} label=${`Note on ${label.toLowerCase()}`} value=${note} onValue=${onNote} preview=${preview} placeholder="What should the reader see here?" />
  </section>`;
}
