/** What the page has to say: a few lines at its top, each until it is closed. */
import { html } from "../../vendor/preact.js";
import { useApp, useWatched } from "./app.js";

/** @typedef {{id: number, text: string, kind: "notice" | "fault" | "done"}} Message */

const MOST = 8;
const SHORT = 4000;

export class Messages {
  constructor() {
    /** @type {Message[]} */
    this.list = [];
    this.count = 0;
    /** @type {Set<() => void>} */
    this.listeners = new Set();
  }

  /**
   * Say something; what is `done` goes away by itself, and nothing is said twice.
   * @param {string} text @param {Message["kind"]} [kind]
   */
  say(text, kind = "notice") {
    const message = { id: (this.count += 1), text, kind };
    this.list = [...this.list.filter((each) => each.text !== text), message].slice(-MOST);
    if (kind === "done") setTimeout(() => this.close(message.id), SHORT);
    this.tell();
  }

  /** @param {number} id */
  close(id) {
    this.list = this.list.filter((each) => each.id !== id);
    this.tell();
  }

  /** @param {() => void} listener @returns {() => void} ends it */
  subscribe(listener) {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  tell() {
    for (const listener of [...this.listeners]) listener();
  }
}

/** The messages there are. */
export function MessageList() {
  const { messages } = useApp();
  const list = useWatched(
    (listener) => messages.subscribe(listener),
    () => messages.list,
  );
  return html`<div class="messages" role="status">
    ${list.map(
      ({ id, text, kind }) => html`<p key=${id} class="message ${kind}">
        <span>${text}</span>
        <button type="button" class="quiet" onClick=${() => messages.close(id)} aria-label="Close this message">×</button>
      </p>`,
    )}
  </div>`;
}
