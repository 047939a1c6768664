/** One chart of a report with its note, and what can be done with it. */
import { html, useRef } from "../../../vendor/preact.js";
import { savePng } from "../../export/png.js";
import { saveSvg } from "../../export/svg.js";
import { useApp } from "../app.js";
import { PairChart } from "../compare/differences.js";
import { OutcomeChart } from "../outcomechart.js";
import { Note } from "./note.js";
import { aboutOf } from "./saving.js";

/**
 * @param {{name: string, note: string, first: boolean, last: boolean, preview: boolean, difference: boolean, onDifference: () => void, onNote: (text: string) => void,
 *   onMove: (way: 1 | -1) => void, onRemove: () => void}} props
 */
export function ReportChart({ name, note, first, last, preview, difference, onDifference, onNote, onMove, onRemove }) {
  const { catalog, store, live, messages } = useApp();
  const whole = useRef(/** @type {HTMLElement | null} */ (null));
  const { label } = catalog.outcome(name);
  const saved = async (/** @type {"svg" | "png"} */ kind) => {
    try {
      const about = aboutOf(catalog, store.get(), live.get("A").runs?.replications);
      for (const [place, chart] of [...(whole.current?.querySelectorAll("figure") ?? [])].entries()) {
        const name = place === 0 ? label : `${label} B against A`;
        if (kind === "svg") saveSvg(chart, name, about);
        else await savePng(chart, name, 2, about);
      }
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
          <button type="button" class="quiet" aria-pressed=${difference ? "true" : "false"} onClick=${onDifference} aria-label=${`B − A: the difference in ${label}`}>B − A</button>
          <button type="button" class="quiet" onClick=${() => saved("svg")} aria-label=${`Save ${label} as SVG`}>SVG</button>
          <button type="button" class="quiet" onClick=${() => saved("png")} aria-label=${`Save ${label} as PNG`}>PNG</button>
          <button type="button" class="quiet" onClick=${onRemove} aria-label=${`Remove ${label}`}>×</button>
        </div>`}
    <${OutcomeChart} name=${name} height=${300} />
    ${difference ? html`<div class="report-difference"><${PairChart} name=${name} one="B" other="A" title=${`${label}: B against A`} /></div>` : null}
    <${Note} label=${`Note on ${label.toLowerCase()}`} value=${note} onValue=${onNote} preview=${preview} placeholder="What should the reader see here?" />
  </section>`;
}
