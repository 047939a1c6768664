/** The table of what differs between the futures. */
import { html, useMemo } from "../../../vendor/preact.js";
import { differing } from "../../model/differing.js";
import { parameterValue } from "../../model/format.js";
import { useApp, useChosen } from "../app.js";
import { Section } from "./common.js";

/** @typedef {import("../../state/store.js").Letter} Letter */

const LETTERS = /** @type {const} */ (["A", "B", "C"]);

/** Everything in which the futures differ; what is not here is the same in all of them. */
export function DifferingTable() {
  const { catalog, store } = useApp();
  const futures = useChosen((state) => state.futures);
  const letters = LETTERS.filter((letter) => futures[letter]);
  const rows = useMemo(
    () => differing(catalog, letters.map((letter) => /** @type {import("../../model/future.js").Future} */ (futures[letter]))),
    [futures],
  );
  const name = (/** @type {Letter} */ letter) => catalog.scenario.get(futures[letter]?.scenario ?? "")?.title;
  const open = () => store.set({ page: "simulator" });
  return html`<${Section} title="What differs" menu=${html`<button type="button" onClick=${open}>Change it in the simulator</button>`}>
    ${rows.length === 0
      ? html`<p class="compare-empty">Nothing: the futures are the same, week by week. Move a lever of B in the simulator.</p>`
      : html`<div class="compare-scroll" tabindex="0" role="region" aria-label="What differs between the futures">
          <table class="compare-table">
            <thead>
              <tr>
                <td></td>
                ${letters.map((letter) => html`<th scope="col" key=${letter}><strong class=${`tone-${letter.toLowerCase()}`}>${letter}</strong> ${name(letter)}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                ({ key, label, settings }) => html`<tr key=${key}>
                  <th scope="row" title=${key}>${label}</th>
                  ${settings.map((setting) => html`<td class="numbers"><${Cell} name=${key} setting=${setting} /></td>`)}
                </tr>`,
              )}
            </tbody>
          </table>
        </div>
        <p class="soft small">All else is the same: the organization, the people in it, and every throw of the dice until a lever moves.</p>`}
  <//>`;
}

/** @param {{name: string, setting: import("../../model/differing.js").Setting}} props */
function Cell({ name, setting: { value, dates } }) {
  const { catalog } = useApp();
  const text = parameterValue(catalog, catalog.parameter(name).unit, value);
  if (!dates) return html`${text}`;
  const since = dates.week === 0 ? "from the start" : `from week ${dates.week}`;
  const ramp = dates.ramp > 0 ? `, over ${dates.ramp} weeks` : "";
  return html`${text} <span class="soft small">${since}${ramp}${dates.end === null ? "" : `, until week ${dates.end}`}</span>`;
}
