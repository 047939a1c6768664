/** The questions as one form, with what may be answered below each, and the server's word where an answer cannot be. */
import { html, useEffect, useRef } from "../../../vendor/preact.js";

/** @typedef {import("./questions.js").Question} Question */
/** @typedef {import("./questions.js").Typed} Typed */

/**
 * @param {object} props
 * @param {Question[]} props.questions
 * @param {Typed} props.typed
 * @param {Record<string, string>} props.at faults by question
 * @param {string[]} props.others faults that are about several
 * @param {boolean} props.busy
 * @param {(id: string, place: number, text: string) => void} props.onType
 * @param {() => void} props.onSend
 */
export function Form({ questions, typed, at, others, busy, onType, onSend }) {
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  useEffect(() => {
    /** @type {HTMLElement | null | undefined} */ (form.current?.querySelector("[aria-invalid=true]"))?.focus();
  }, [at]);
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!busy) onSend();
  };
  const count = Object.keys(at).length;
  return html`<form class="panel diagnosis-form" ref=${form} onSubmit=${send} noValidate aria-labelledby="questions">
    <h2 id="questions">What does the team do?</h2>
    <p class="soft">
      ${questions.length} questions, about half an hour with the calendar, the last agendas and the last decisions at hand. The answers go to the
      orgsim that gave you this page and nowhere else; they are not stored.
    </p>
    <div class="diagnosis-questions">
      ${questions.map((question, place) => html`<${Field} key=${question.id} ...${{ question, number: place + 1, values: typed[question.id], fault: at[question.id], onType }} />`)}
    </div>
    <div role="alert">
      ${count > 0 ? html`<p class="diagnosis-fault">${count === 1 ? "One answer" : `${count} answers`} cannot be used yet: see above.</p>` : null}
      ${others.map((line) => html`<p key=${line} class="diagnosis-fault">${line}</p>`)}
    </div>
    <div class="diagnosis-send">
      <button type="submit" class="primary" aria-disabled=${busy}>${busy ? "Looking for the nearest team…" : "Diagnose"}</button>
      ${busy ? html`<p class="soft small" role="status">The model is run from many starts to find the one that does what your team does. This takes some seconds.</p>` : null}
    </div>
  </form>`;
}

/** @param {{question: Question, number: number, values: string[], fault: string | undefined, onType: (id: string, place: number, text: string) => void}} props */
function Field({ question, number, values, fault, onType }) {
  const { id, text, unit, wanted, most, optional } = question;
  const input = (/** @type {string} */ value, /** @type {number} */ place) => html`<input
    type="text"
    inputmode=${question.low < 0 ? "text" : "decimal"}
    autocomplete="off"
    key=${place}
    id=${place === 0 ? `${id}-field` : undefined}
    name=${id}
    value=${value}
    aria-label=${most > 1 ? `${text}: ${place + 1} of ${most}` : undefined}
    aria-describedby=${`${id}-help`}
    aria-invalid=${fault ? "true" : undefined}
    onInput=${(/** @type {Event} */ event) => onType(id, place, /** @type {HTMLInputElement} */ (event.target).value)}
  />`;
  return html`<div class=${fault ? "diagnosis-field wrong" : "diagnosis-field"}>
    ${most > 1
      ? html`<p class="ask"><span class="number">${number}</span> ${text}</p>`
      : html`<label class="ask" for=${`${id}-field`}><span class="number">${number}</span> ${text}</label>`}
    <div class="inputs">${values.map(input)}<span class="unit soft">${unit}</span></div>
    ${fault
      ? html`<p class="diagnosis-fault" id=${`${id}-help`}>${fault}</p>`
      : html`<p class="help-text" id=${`${id}-help`}>${optional ? "Leave it empty if you do not know. " : ""}${sentence(wanted.replace(", or null", ""))}</p>`}
  </div>`;
}

/** @param {string} text */
function sentence(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
