/** A button that opens a small panel beside it; a press elsewhere, Escape or leaving it by keyboard closes it. */
import { html, useEffect, useId, useRef, useState } from "../../vendor/preact.js";

/** @param {{label: unknown, name: string, children?: unknown}} props `name` is what the panel is called */
export function Popover({ label, name, children }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const whole = useRef(/** @type {HTMLDivElement | null} */ (null));
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useEffect(() => {
    if (!open) return undefined;
    const elsewhere = (/** @type {Event} */ event) => {
      if (event.target instanceof Node && !whole.current?.contains(event.target)) setOpen(false);
    };
    const escape = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    addEventListener("pointerdown", elsewhere);
    addEventListener("focusin", elsewhere);
    addEventListener("keydown", escape);
    return () => {
      removeEventListener("pointerdown", elsewhere);
      removeEventListener("focusin", elsewhere);
      removeEventListener("keydown", escape);
    };
  }, [open]);
  return html`<div class="popover" ref=${whole}>
    <button type="button" ref=${button} aria-expanded=${open} aria-controls=${open ? id : undefined} onClick=${() => setOpen(!open)}>${label} <span aria-hidden="true">▾</span></button>
    ${open ? html`<div class="panel" id=${id} role="group" aria-label=${name} tabindex="-1">${children}</div>` : null}
  </div>`;
}
