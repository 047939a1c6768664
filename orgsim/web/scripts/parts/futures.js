/** Futures A, B and C: which one is edited, what it is, and what can be done with it. */
import { html } from "../../vendor/preact.js";
import { changes } from "../model/future.js";
import { useApp, useChosen } from "./app.js";

/** @typedef {import("../state/store.js").Letter} Letter */

const LETTERS = /** @type {const} */ (["A", "B", "C"]);

/** The futures side by side, to choose the one that is edited. */
export function FutureTabs() {
  const { catalog, store } = useApp();
  const futures = useChosen((state) => state.futures);
  const editing = useChosen((state) => state.editing);
  return html`<div class="futures" role="group" aria-label="Future to edit">
    ${LETTERS.filter((letter) => futures[letter]).map((letter) => {
      const future = /** @type {import("../model/future.js").Future} */ (futures[letter]);
      const count = changes(future);
      return html`<button
        type="button"
        key=${letter}
        class=${`future tone-${letter.toLowerCase()}`}
        aria-pressed=${letter === editing}
        title=${`Edit future ${letter} (${letter})`}
        onClick=${() => store.set({ editing: letter }, { undo: false })}
      >
        <span class="letter">${letter}</span>
        <span class="what">${catalog.scenario.get(future.scenario)?.title}</span>
        ${count > 0 ? html`<span class="count">${count === 1 ? "1 change" : `${count} changes`}</span>` : null}
      </button>`;
    })}
  </div>`;
}

/** What can be done with the futures. */
export function FutureActions() {
  const { store, usual, address, messages, server } = useApp();
  const editing = useChosen((state) => state.editing);
  const futures = useChosen((state) => state.futures);
  const put = (/** @type {object} */ change) => store.set({ futures: { ...store.get().futures, ...change } });
  const edited = editing === "C" ? "C" : "B";
  const future = /** @type {import("../model/future.js").Future} */ (futures[editing]);
  const reset = () => (changes(future) > 0 ? put({ [editing]: { scenario: future.scenario } }) : put({ [editing]: usual.futures[editing] ?? future }));
  const copy = () =>
    navigator.clipboard
      .writeText(address.href())
      .then(() => messages.say("The link is copied.", "done"))
      .catch(() => messages.say(`The link could not be copied; it is the address of this page: ${address.href()}`));
  return html`<div class="actions">
    <button type="button" onClick=${() => put({ A: futures[edited] })}>Make ${edited} the new A</button>
    ${editing === "C"
      ? html`<button type="button" onClick=${() => put({ C: null })}>Remove C</button>`
      : html`<button type="button" onClick=${() => put({ C: futures.B })}>Keep B as C</button>`}
    <button type="button" onClick=${reset}>Reset ${editing}</button>
    ${server ? html`<button type="button" onClick=${copy}>Copy link</button>` : null /* a saved file is itself what is passed on */}
  </div>`;
}

/** The scenario that the edited future starts from. Changes on top of it are given up, and can be undone. */
export function ScenarioMenu() {
  const { catalog, store } = useApp();
  const editing = useChosen((state) => state.editing);
  const name = useChosen((state) => state.futures[state.editing]?.scenario);
  const scenario = catalog.scenario.get(name ?? "");
  const choose = (/** @type {Event} */ event) => {
    const chosen = /** @type {HTMLSelectElement} */ (event.target).value;
    store.set((state) => ({ futures: { ...state.futures, [editing]: { scenario: chosen } } }));
  };
  return html`<div class="scenario">
    <label for="scenario">Scenario of ${editing}</label>
    <select id="scenario" value=${name} onChange=${choose}>
      ${catalog.scenarios.map((each) => html`<option key=${each.name} value=${each.name} selected=${each.name === name}>${each.title}</option>`)}
    </select>
    <p class="help-text">${scenario?.description}</p>
  </div>`;
}

/** The organization that all futures share. */
export function OrganizationMenu() {
  const { catalog, store } = useApp();
  const choice = useChosen((state) => state.organization);
  const own = "own" in choice ? choice.own : null;
  const choose = (/** @type {Event} */ event) => {
    const preset = /** @type {HTMLSelectElement} */ (event.target).value;
    if (preset) store.set({ organization: { preset } });
  };
  const presets = [...catalog.organization.values()];
  return html`<label class="organization">
    <span>Organization</span>
    <select value=${"preset" in choice ? choice.preset : ""} onChange=${choose}>
      ${own ? html`<option value="" selected>${own.name} (${own.bosses.length} people)</option>` : null}
      ${presets.map(
        ({ name, title, people }) =>
          html`<option key=${name} value=${name} selected=${"preset" in choice && choice.preset === name}>${title}, ${people.toLocaleString("en-GB")} people</option>`,
      )}
    </select>
  </label>`;
}
