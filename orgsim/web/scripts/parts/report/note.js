/** A text that is typed on the page and stands as text in print. */
import { html, useEffect, useRef } from "../../../vendor/preact.js";
import { useApp } from "../app.js";

/** @param {{label: string, value: string, onValue: (text: string) => void, preview: boolean, placeholder?: string}} props */
export function Note({ label, value, onValue, preview, placeholder = "" }) {
  const { catalog } = useApp();
  const area = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  useEffect(() => {
    if (area.current) fit(area.current);
  }, [value, preview]);
  const typed = (/** @type {Event} */ event) => onValue(/** @type {HTMLTextAreaElement} */ (event.target).value);
  const printed = html`<${Paragraphs} text=${value} />`;
  if (preview) return printed;
  return html`
    <label class="report-note"><span>${label}</span>
      <textarea ref=${area} rows="2" maxlength=${catalog.tables.written.longest_note} value=${value} placeholder=${placeholder} onInput=${typed}></textarea>
    </label>
    <div class="print-only">${printed}</div>
  `;
}

/** As high as its text. @param {HTMLTextAreaElement} area */
function fit(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

/** Lines as paragraphs, whatever they say. @param {{text: string}} props */
export function Paragraphs({ text }) {
  return html`${text.split("\n").filter((line) => line.trim()).map((line, place) => html`<p key=${place} class="report-text">${line}</p>`)}`;
}
