/** Where there is no answer, or not yet. */
import { html } from "../../../vendor/preact.js";

/** @param {{error: Error | null, busy: boolean}} props */
export function Missing({ error, busy }) {
  if (error) return html`<p class="explore-fault" role="alert">${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.</p>`;
  return html`<p class="soft explore-waiting" role="status">${busy ? "Computing from the runs…" : ""}</p>`;
}
