/** The rest of the model's parameters for the edited future: the important ones first, all others by search or by group. */
import { html, useState } from "../../vendor/preact.js";
import { ParameterSlider, sentence, useEdited, useEditing } from "./levers.js";
import { useApp, useChosen } from "./app.js";

/** @typedef {import("../model/catalog.js").Catalog} Catalog */
/** @typedef {import("../model/catalog.js").Parameter} Parameter */

const MOST = 30;

/** A disclosure; what is in it is made when it is opened. */
export function ContextPanel() {
  const { catalog } = useApp();
  const [open, setOpen] = useState(false);
  const count = useChosen((state) => Object.keys(state.futures[state.editing]?.fixed ?? {}).length);
  const rows = rowsOf(catalog);
  const toggled = (/** @type {Event} */ event) => setOpen(/** @type {HTMLDetailsElement} */ (event.currentTarget).open);
  return html`<details class="context" onToggle=${toggled}>
    <summary><h2>All ${rows.length} parameters</h2>${count > 0 ? html`<span class="soft small"> ${count} changed</span>` : null}</summary>
    ${open ? html`<${Contents} rows=${rows} />` : null}
  </details>`;
}

/** @param {{rows: Parameter[]}} props */
function Contents({ rows }) {
  const { catalog } = useApp();
  const [text, setText] = useState("");
  const future = useEdited();
  const does = useEditing();
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.length > 0 ? rows.filter((row) => matches(row, words)) : catalog.app.important.map((key) => catalog.parameter(key));
  const shown = found.slice(0, MOST);
  const changed = Object.keys(future.fixed ?? {}).map((key) => catalog.parameter(key));
  const typed = (/** @type {Event} */ event) => setText(/** @type {HTMLInputElement} */ (event.target).value);
  const list = (/** @type {Parameter[]} */ some) =>
    some.map((row) => html`<${ParameterSlider} key=${row.key} choice=${{ key: row.key, label: sentence(row.meaning).slice(0, -1) }} help=${helpOf(catalog, row)} ...${{ future, does }} />`);
  return html`
    <label class="search"><span>Search</span><input type="search" value=${text} onInput=${typed} placeholder="trust, habit, meeting…" /></label>
    <p class="soft small" role="status">${told(words, found.length, shown.length)}</p>
    ${words.length === 0 && changed.length > 0 ? html`<h3>Changed</h3>${list(changed)}<h3>Others that matter</h3>` : null}
    ${list(words.length === 0 ? shown.filter((row) => !changed.includes(row)) : shown)}
    ${words.length === 0 ? groupsOf(rows).map(([name, some]) => html`<${Group} key=${name} name=${name} count=${some.length} list=${() => list(some)} />`) : null}
  `;
}

/** One group of the parameter table. @param {{name: string, count: number, list: () => unknown}} props */
function Group({ name, count, list }) {
  const [open, setOpen] = useState(false);
  const toggled = (/** @type {Event} */ event) => setOpen(/** @type {HTMLDetailsElement} */ (event.currentTarget).open);
  return html`<details class="group" onToggle=${toggled}>
    <summary>${name.replaceAll("_", " ").replace(/^context\./, "")} <span class="soft small">${count}</span></summary>
    ${open ? list() : null}
  </details>`;
}

/** @param {Catalog} catalog @returns {Parameter[]} all parameters that are no levers */
function rowsOf(catalog) {
  return catalog.tables.parameters.filter((row) => row.kind !== "lever");
}

/** @param {Parameter[]} rows @returns {[string, Parameter[]][]} by the key without its last part */
function groupsOf(rows) {
  /** @type {Map<string, Parameter[]>} */
  const groups = new Map();
  for (const row of rows) {
    const name = groupOf(row.key);
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups];
}

/** @param {string} key */
function groupOf(key) {
  return key.slice(0, key.lastIndexOf("."));
}

/** @param {Parameter} row @param {string[]} words */
function matches(row, words) {
  const text = `${row.key} ${row.meaning} ${row.source}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** @param {Catalog} catalog @param {Parameter} row */
function helpOf(catalog, row) {
  const elsewhere = catalog.app.elsewhere[groupOf(row.key)];
  return [row.key, row.source, elsewhere && `acts on ${elsewhere} alone, not on these curves`].filter(Boolean).join("; ");
}

/** @param {string[]} words @param {number} found @param {number} shown */
function told(words, found, shown) {
  if (words.length === 0) return "Those that matter most; search finds the others.";
  if (found === 0) return "Nothing found.";
  return shown < found ? `${found} found, ${shown} shown.` : `${found} found.`;
}
