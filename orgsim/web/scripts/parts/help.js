/** Keyboard shortcuts, and the list of them. */
import { html, useEffect, useRef } from "../../vendor/preact.js";
import { useApp } from "./app.js";

const SHORTCUTS = [
  ["?", "these shortcuts"],
  ["Ctrl+Z", "undo"],
  ["Ctrl+Shift+Z", "redo"],
  ["A, B, C", "edit that future (Simulator)"],
  ["U, F, D", "guess up, flat or down (Story); ← and → go back and on"],
  ["Space", "play the weeks, or stop"],
  ["← →", "a week back or on, with a chart chosen; Page up and down move a year"],
  ["Tab", "to the next slider, button or chart"],
];

/** Shortcuts that hold on every page. @param {() => void} onHelp */
export function useShortcuts(onHelp) {
  const { store } = useApp();
  useEffect(() => {
    const hear = (/** @type {KeyboardEvent} */ event) => {
      const undoing = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !isText(event.target);
      if (undoing) {
        event.preventDefault();
        if (event.shiftKey) store.redo();
        else store.undo();
      } else if (event.key === "?" && !isText(event.target)) onHelp();
    };
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  }, [store]);
}

/** Whether keys are text where the focus is. @param {EventTarget | null} target @returns {boolean} */
export function isText(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["range", "checkbox", "radio", "button"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}

/** @param {{open: boolean, onClose: () => void}} props */
export function Help({ open, onClose }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const shown = dialog.current;
    if (open && !shown?.open) shown?.showModal();
    else if (!open && shown?.open) shown.close();
  }, [open]);
  return html`<dialog ref=${dialog} class="help" onClose=${onClose} aria-labelledby="help-title">
    <h2 id="help-title">Keyboard shortcuts</h2>
    <dl>
      ${SHORTCUTS.map(([keys, meaning]) => html`<div key=${keys}><dt><kbd>${keys}</kbd></dt><dd>${meaning}</dd></div>`)}
    </dl>
    <form method="dialog"><button type="submit">Close</button></form>
  </dialog>`;
}
