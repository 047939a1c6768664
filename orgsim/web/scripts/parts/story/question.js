/** The card's question: three ways to choose from, then what the runs did and what the room had said. */
import { html } from "../../../vendor/preact.js";
import { formatter, weekText, yearText } from "../../charts/index.js";
import { formatOf } from "../../model/format.js";
import { WAYS } from "../../model/story.js";
import { useApp } from "../app.js";

/** @typedef {import("../../model/story.js").Way} Way */
/** @typedef {import("../../model/story.js").Card} Card */
/** @typedef {import("../../model/story.js").Answer} Answer */

/** How the ways are written, drawn and typed. @type {Record<Way, {word: string, sign: string, key: string, did: string}>} */
export const SAID = {
  up: { word: "Up", sign: "↗", key: "U", did: "went up" },
  flat: { word: "Flat", sign: "→", key: "F", did: "stayed flat" },
  down: { word: "Down", sign: "↘", key: "D", did: "went down" },
};

/** @param {{card: Card, flat: number, onChoose: (way: Way) => void}} props */
export function Asking({ card, flat, onChoose }) {
  const { catalog } = useApp();
  const { difference } = formatter(formatOf(catalog, catalog.outcome(card.question.outcome).unit));
  return html`<div class="story-asking" role="group" aria-labelledby="question">
    <p class="story-question" id="question">${card.question.text}</p>
    <div class="story-ways">
      ${WAYS.map(
        (way) => html`<button type="button" key=${way} class="story-way" onClick=${() => onChoose(way)} aria-keyshortcuts=${SAID[way].key}>
          <span class="sign" aria-hidden="true">${SAID[way].sign}</span><span>${SAID[way].word}</span>
        </button>`,
      )}
    </div>
    <p class="soft small">
      Between ${weekName(card.question.from)} and ${weekName(card.question.until)}. Flat: within ${difference(flat).slice(1)} points.
    </p>
  </div>`;
}

/** @param {{card: Card, answer: Answer, said: Way | undefined}} props */
export function Answered({ card, answer, said }) {
  const { catalog } = useApp();
  const outcome = catalog.outcome(card.question.outcome);
  const { value } = formatter(formatOf(catalog, outcome.unit));
  const right = said === answer.way;
  return html`<div class="story-answer">
    <p class="story-question">${card.question.text}</p>
    <p class="story-verdict" role="status">
      <strong>It ${SAID[answer.way].did}</strong>: from ${value(answer.before)} to ${value(answer.after)}.
      ${!said ? null : right ? " As you said." : ` You said ${SAID[said].word.toLowerCase()}.`}
    </p>
    <ul class="story-shares" aria-label="What the runs did">
      ${WAYS.map((way) => html`<${Share} key=${way} ...${{ way, answer, said }} />`)}
    </ul>
    <p class="story-after">${card.after}</p>
  </div>`;
}

/** @param {{way: Way, answer: Answer, said: Way | undefined}} props */
function Share({ way, answer, said }) {
  const { sign, word } = SAID[way];
  const count = answer.runs[way];
  const classes = ["story-share", way === answer.way && "right", way === said && "said"].filter(Boolean).join(" ");
  return html`<li class=${classes}>
    <span class="name"><span aria-hidden="true">${sign}</span> ${word}${way === said ? html` <span class="you">your guess</span>` : null}</span>
    <svg class="story-bar" aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none">
      <rect class="track" width="100" height="8" /><rect class="fill" width=${(100 * count) / answer.replications} height="8" />
    </svg>
    <span class="numbers">${count} of ${answer.replications} runs</span>
  </li>`;
}

/** @param {number} week @returns {string} */
function weekName(week) {
  if (week === 0) return "the first week";
  const year = yearText(week);
  return year.includes(".") ? weekText(week) : `the end of ${year}`;
}
