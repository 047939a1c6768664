/** Undo and redo as buttons. */
import { html } from "../../vendor/preact.js";
import { useApp, useWatched } from "./app.js";

export function Undo() {
  const { store } = useApp();
  const can = useWatched(
    (listener) => store.subscribe(listener),
    () => (store.past.length > 0 ? 1 : 0) + (store.future.length > 0 ? 2 : 0),
  );
  return html`<span class="undo">
    <button type="button" class="quiet" disabled=${!(can & 1)} onClick=${() => store.undo()} aria-label="Undo" title="Undo (Ctrl+Z)">↶</button>
    <button type="button" class="quiet" disabled=${!(can & 2)} onClick=${() => store.redo()} aria-label="Redo" title="Redo (Ctrl+Shift+Z)">↷</button>
  </span>`;
}
