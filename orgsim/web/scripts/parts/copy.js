/** A command to be typed, with a button that copies it. */
import { html } from "../../vendor/preact.js";
import { useApp } from "./app.js";

/** @param {{text: string, name?: string}} props `name` is what is copied */
export function Command({ text, name = "command" }) {
  const { messages } = useApp();
  const copy = () =>
    navigator.clipboard
      .writeText(text)
      .then(() => messages.say(`The ${name} is copied.`, "done"))
      .catch(() => messages.say(`The ${name} could not be copied; select it and copy it by hand.`));
  return html`<div class="command">
    <code tabindex="0">${text}</code>
    <button type="button" class="quiet" onClick=${copy} aria-label=${`Copy the ${name}: ${text}`}>Copy</button>
  </div>`;
}
