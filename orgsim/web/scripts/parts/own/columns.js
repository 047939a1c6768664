/** Which column is which, whether names are shown, and the first rows. */
import { html } from "../../../vendor/preact.js";
import { cellOf } from "../../table/table.js";

/** @typedef {import("../../table/examine.js").Examined} Examined */
/** @typedef {import("../../table/examine.js").Choice} Choice */

const ROWS = 8;
const COLUMNS = 8;

/**
 * @param {{found: Examined, choice: Choice, choose: (part: Partial<Choice>) => void, words: import("../../table/wording.js").Wording}} props
 */
export function ColumnsPanel({ found, choice, choose, words }) {
  const { what } = words.reading;
  const { columns, sure } = found;
  const meant = !sure && columns.ids !== null && columns.bosses !== null && columns.ids !== columns.bosses;
  return html`<section class="panel own-columns" aria-labelledby="own-columns">
    <h2 id="own-columns">2. The columns</h2>
    <div class="own-choices">
      <${ColumnMenu} label=${`Column of ${what.id_column}`} place=${columns.ids} found=${found} onPick=${(/** @type {number} */ ids) => choose({ ids })} />
      <${ColumnMenu} label=${`Column of ${what.boss_column}`} place=${columns.bosses} found=${found} onPick=${(/** @type {number} */ bosses) => choose({ bosses })} />
      ${meant ? html`<button type="button" class="primary" onClick=${() => choose(/** @type {Choice} */ (columns))}>Take these two</button>` : null}
      <label class="own-mask">
        <input type="checkbox" checked=${choice.masked} onChange=${() => choose({ masked: !choice.masked })} />
        <span>Anonymise <span class="soft">People are called P1, P2, …; no other column is shown.</span></span>
      </label>
    </div>
    <p class="small soft">
      ${choice.masked
        ? "Only who reports to whom goes into the simulation, never an id or a name."
        : "Ids and names are shown on this page alone. They are not stored, and never go into a simulation or a link."}
    </p>
    <${Preview} ...${{ found, masked: choice.masked }} />
  </section>`;
}

/** @param {{label: string, place: number | null, found: Examined, onPick: (place: number) => void}} props */
function ColumnMenu({ label, place, found, onPick }) {
  const header = found.table?.header ?? [];
  const picked = (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLSelectElement} */ (event.target);
    if (value !== "") onPick(Number(value));
  };
  return html`<label class="own-menu">
    <span>${label}</span>
    <select value=${place ?? ""} onChange=${picked}>
      ${place === null ? html`<option value="" selected>choose a column</option>` : null}
      ${header.map((name, each) => html`<option key=${each} value=${each} selected=${each === place}>${name || `column ${each + 1}`}</option>`)}
    </select>
  </label>`;
}

/** The first rows: all columns, or only those that are read. @param {{found: Examined, masked: boolean}} props */
function Preview({ found, masked }) {
  const { table, columns, name } = found;
  if (!table || table.rows.length === 0) return null;
  const read = [columns.ids, columns.bosses].filter((place) => place !== null);
  const places = masked ? read : table.header.map((_, place) => place).slice(0, COLUMNS);
  const hidden = table.header.length - places.length;
  if (masked && read.length < 2) return html`<p class="soft">Choose both columns to see the first rows.</p>`;
  const shown = (/** @type {string} */ cell, /** @type {number} */ place) => (masked && cell && read.includes(place) ? name(cell) : cell);
  const rest = table.rows.length - ROWS;
  return html`<div class="own-preview" tabindex="0" role="region" aria-label="First rows of the file">
      <table>
        <thead>
          <tr>
            <th scope="col" class="own-number">Row</th>
            ${places.map((place) => html`<th scope="col" key=${place} class=${read.includes(place) ? "own-read" : ""}>${table.header[place] || `column ${place + 1}`}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${table.rows.slice(0, ROWS).map(
            (row) => html`<tr key=${row.number}>
              <th scope="row" class="own-number">${row.number}</th>
              ${places.map((place) => html`<td key=${place} class=${read.includes(place) ? "own-read" : ""}>${shown(cellOf(row, place), place)}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="small soft">
      ${rest > 0 ? `${rest.toLocaleString("en-GB")} more rows. ` : ""}${hidden > 0 ? `${hidden} more ${hidden === 1 ? "column" : "columns"}, not shown.` : ""}
    </p>`;
}
