/** What the sections of the comparison share: their frame, menus, progress, and who is compared with whom. */
import { html, useId } from "../../../vendor/preact.js";
import { bossesOf } from "../../model/organizations.js";
import { useApp, useChosen } from "../app.js";

/** @typedef {import("../../state/store.js").Letter} Letter */

/** Pairs in the order in which they are offered: the first is held against the second. @type {readonly [Letter, Letter][]} */
export const PAIRS = [
  ["B", "A"],
  ["C", "A"],
  ["C", "B"],
];

/** Shares as points, with a digit more than charts have: what a single lever moves may be little. @param {number} share */
export const points = (share) => (100 * share).toFixed(1);

/** The pair that is compared. @returns {{one: Letter, other: Letter, choose: (pair: string) => void}} */
export function usePair() {
  const [chosen, choose] = useDetail("pair");
  const third = useChosen((state) => state.futures.C !== null);
  const pair = PAIRS.find((each) => each.join("") === chosen && (third || !each.includes("C"))) ?? PAIRS[0];
  return { one: pair[0], other: pair[1], choose };
}

/**
 * Something this page keeps in the link.
 * @param {string} name @returns {[string | undefined, (value: string) => void]}
 */
export function useDetail(name) {
  const { store } = useApp();
  const key = `compare.${name}`;
  const value = useChosen((state) => state.details[key]);
  return [value, (next) => store.set((state) => ({ details: { ...state.details, [key]: next } }), { undo: false })];
}

/** What all futures share. @returns {{organization: import("../../model/organizations.js").Choice, weeks: number, seed: number, people: number}} */
export function useSetting() {
  const { catalog } = useApp();
  const organization = useChosen((state) => state.organization);
  const weeks = useChosen((state) => state.weeks);
  const seed = useChosen((state) => state.seed);
  return { organization, weeks, seed, people: bossesOf(catalog, organization).length };
}

/** @param {{title: string, menu?: unknown, children?: unknown}} props */
export function Section({ title, menu, children }) {
  const id = useId();
  return html`<section class="panel compare-section" aria-labelledby=${id}>
    <div class="compare-head"><h2 id=${id}>${title}</h2>${menu}</div>
    ${children}
  </section>`;
}

/** A menu of outcomes, or of anything with a name and a label. @param {{label: string, value: string, options: {name: string, label: string}[], onChoose: (name: string) => void}} props */
export function Menu({ label, value, options, onChoose }) {
  return html`<label class="compare-menu">
    <span>${label}</span>
    <select value=${value} onChange=${(/** @type {Event} */ event) => onChoose(/** @type {HTMLSelectElement} */ (event.target).value)}>
      ${options.map((each) => html`<option key=${each.name} value=${each.name} selected=${each.name === value}>${each.label}</option>`)}
    </select>
  </label>`;
}

/** How far a small sweep is, or why there is none. @param {{done: number, of: number, error: string | null}} props */
export function Progress({ done, of, error }) {
  if (error) return html`<p class="compare-wait" role="alert">It could not be computed: ${error}</p>`;
  return html`<div class="compare-wait">
    <label>Computing ${done} of ${of} futures <progress max=${of} value=${done}></progress></label>
  </div>`;
}
