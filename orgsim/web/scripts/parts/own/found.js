/** What is wrong with the file, row by row, and what was done about it. */
import { html, useMemo, useState } from "../../../vendor/preact.js";
import { countsOf } from "../../table/hris.js";
import { repairsFile } from "../../table/report.js";

/** @typedef {import("../../table/examine.js").Examined} Examined */
/** @typedef {import("../../table/repair.js").Repair} Repair */

const AT_ONCE = 100;
const ALL = "";

/** @param {{file: import("../../table/examine.js").File, found: Examined, masked: boolean}} props */
export function FoundPanel({ found, file }) {
  const { people, faults } = found;
  return html`<section class="panel own-found" aria-labelledby="own-found">
    <h2 id="own-found">3. What was found</h2>
    ${people ? html`<${Summary} people=${people} />` : html`<${Faults} faults=${faults} />`}
    ${people && people.repairs.length > 0 ? html`<${Repairs} repairs=${people.repairs} file=${file.name} />` : null}
  </section>`;
}

/** @param {{faults: string[]}} props */
function Faults({ faults }) {
  return html`<div class="own-faults" role="alert">
    <p><strong>This file cannot be simulated as it is.</strong> ${faults.length === 1 ? "One thing has" : "These things have"} to be put right in the file, or by choosing other columns:</p>
    <ul>${faults.map((fault) => html`<li key=${fault}>${fault}</li>`)}</ul>
  </div>`;
}

/** @param {{people: import("../../table/examine.js").People}} props */
function Summary({ people }) {
  const { bosses, repairs, unplaced, dropped } = people;
  const supervisors = new Set(bosses.filter((boss) => boss >= 0)).size;
  const rest = [
    repairs.length === 0 ? "Nothing had to be repaired." : `${count(repairs.length, "repair")}.`,
    unplaced > 0 ? `${count(unplaced, "person", "people")} put under the head, since their boss is not in the file.` : "",
    dropped > 0 ? `${count(dropped, "row")} left out.` : "",
  ];
  return html`<p class="own-summary" role="status">
    <strong>${count(bosses.length, "person", "people")}</strong>, ${count(supervisors, "person leads", "people lead")} others, ${count(levels(bosses), "level")}. ${rest.filter(Boolean).join(" ")}
  </p>`;
}

/** The list of repairs, of all kinds or of one. @param {{repairs: Repair[], file: string}} props */
function Repairs({ repairs, file }) {
  const [kind, setKind] = useState(ALL);
  const [most, setMost] = useState(AT_ONCE);
  const counts = useMemo(() => countsOf(repairs), [repairs]);
  const some = kind !== ALL && counts.some(([name]) => name === kind) ? repairs.filter((each) => each.kind === kind) : repairs;
  const filter = (/** @type {string} */ name, /** @type {string} */ text, /** @type {number} */ number) =>
    html`<button type="button" key=${name} aria-pressed=${name === kind} onClick=${() => setKind(name)}>${text} <span class="own-count">${number}</span></button>`;
  return html`<div class="own-filter" role="group" aria-label="Kind of problem">
      ${filter(ALL, "all", repairs.length)} ${counts.length > 1 ? counts.map(([name, number]) => filter(name, name, number)) : null}
      <${Download} repairs=${repairs} file=${file} />
    </div>
    <div class="own-repairs" tabindex="0" role="region" aria-label="Problems and repairs">
      <table>
        <thead>
          <tr><th scope="col" class="own-number">Row</th><th scope="col">Kind</th><th scope="col">Problem</th><th scope="col">What was done</th></tr>
        </thead>
        <tbody>
          ${some.slice(0, most).map(
            (each, place) => html`<tr key=${place}>
              <th scope="row" class="own-number">${each.row}</th><td>${each.kind}</td><td>${each.problem}</td><td>${each.repair}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${some.length > most ? html`<button type="button" onClick=${() => setMost(most + AT_ONCE)}>Show ${Math.min(AT_ONCE, some.length - most)} more of ${some.length - most}</button>` : null}`;
}

/** @param {{repairs: Repair[], file: string}} props */
function Download({ repairs, file }) {
  const save = () => {
    const { name, text } = repairsFile(repairs, file);
    const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    const link = Object.assign(document.createElement("a"), { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };
  return html`<button type="button" class="own-save" onClick=${save}>Save this list as CSV</button>`;
}

/** @param {number} number @param {string} one @param {string} [many] */
function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;
}

/** How many levels the tree has. @param {number[]} bosses bosses before their reports @returns {number} */
function levels(bosses) {
  /** @type {number[]} */
  const level = [];
  bosses.forEach((boss, person) => (level[person] = boss < 0 ? 1 : level[boss] + 1));
  return level.reduce((most, each) => Math.max(most, each), 0);
}
