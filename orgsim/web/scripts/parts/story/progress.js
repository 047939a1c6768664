/** Where in the story one is: a numbered dot for each card. */
import { html } from "../../../vendor/preact.js";

/** @param {{cards: import("../../model/story.js").Card[], at: number, said: Record<string, string>, onGo: (place: number) => void}} props */
export function Progress({ cards, at, said, onGo }) {
  return html`<nav class="story-progress" aria-label="Cards of the story">
    <ol>
      ${cards.map(
        ({ name, title }, place) => html`<li key=${name}>
          <button
            type="button"
            class=${name in said ? "dot told" : "dot"}
            aria-current=${place === at ? "step" : undefined}
            title=${title}
            onClick=${() => onGo(place)}
          >
            <span class="number">${place + 1}</span><span class="name">${title}</span>
            ${name in said ? html`<span class="unseen">told</span>` : null}
          </button>
        </li>`,
      )}
    </ol>
  </nav>`;
}
