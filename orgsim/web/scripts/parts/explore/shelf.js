/** Every folder under the results: how it stands, and the command that goes on with it or mends it. */
import { html } from "../../../vendor/preact.js";
import { Command } from "../copy.js";

/**
 * @typedef {object} Entry
 * @property {string} name
 * @property {"sweep" | "run" | "folder"} kind
 * @property {"complete" | "partial" | "empty" | "damaged" | "other model" | "unread"} state
 * @property {string} folder
 * @property {string} when
 * @property {string | null} message
 * @property {string | null} command
 * @property {string | null} [made_by]
 * @property {number | null} [points]
 * @property {number | null} [runs]
 * @property {number | null} [done]
 * @property {number | null} [failed]
 * @property {boolean} [readable]
 */

const FIRST = "orgsim +experiment=phase_diagram";
/** A path that no shell takes for anything else. */
const PLAIN = /^[\w./-]+$/;
const many = (/** @type {number} */ count) => count.toLocaleString("en-GB");

/** @param {{entries: Entry[], results: string, onOpen: (name: string) => void}} props */
export function Shelf({ entries, results, onOpen }) {
  const sweeps = entries.filter((each) => each.kind === "sweep");
  const runs = entries.length - sweeps.length;
  if (sweeps.length === 0) return html`<${NoSweeps} results=${results} />`;
  return html`
    <p class="soft explore-lead">What lies under <code>${results}</code>, the newest first.</p>
    <ul class="explore-shelf">
      ${sweeps.map((entry) => html`<${Row} key=${entry.name} ...${{ entry, onOpen }} />`)}
    </ul>
    ${runs > 0 ? html`<p class="soft small">${runs === 1 ? "One folder more holds a plain run" : `${runs} folders more hold plain runs`}: nothing was varied there.</p>` : null}
  `;
}

/** @param {{entry: Entry, onOpen: (name: string) => void}} props */
function Row({ entry, onOpen }) {
  const { name, state, message, readable, folder } = entry;
  const command = entry.command ?? (state === "empty" && PLAIN.test(folder) ? `${FIRST} output=${folder}` : null);
  return html`<li class="panel explore-entry">
    <div class="explore-entry-head">
      <h2>${name}</h2>
      <${State} ...${{ state }} />
      <span class="soft small">${whenText(entry.when)}</span>
      ${readable ? html`<button type="button" class="primary" aria-label=${`Open ${name}`} onClick=${() => onOpen(name)}>Open</button>` : null}
    </div>
    <${Progress} ...${{ entry }} />
    <${Mending} ...${{ message, command }} />
  </li>`;
}

/** What is missing, and what to do. @param {{message: string | null, command: string | null}} props */
export function Mending({ message, command }) {
  if (!message && !command) return null;
  return html`<div class="explore-mending">
    ${message ? html`<p>${message.charAt(0).toUpperCase()}${message.slice(1)}.</p>` : null}
    ${command ? html`<${Command} text=${command} />` : null}
  </div>`;
}

/** @param {{state: Entry["state"]}} props */
export function State({ state }) {
  const text = state === "other model" ? "another version of the model" : state;
  return html`<span class=${`explore-state state-${state.replace(" ", "-")}`}>${text}</span>`;
}

/** @param {{entry: Entry}} props */
function Progress({ entry: { name, points, runs, done, failed } }) {
  if (!runs || points === null || points === undefined) return null;
  const share = (done ?? 0) / runs;
  return html`<div class="explore-progress">
    ${share < 1 ? html`<progress max="1" value=${share} aria-label=${`Runs of ${name} that are there`}></progress>` : null}
    <span class="small numbers">
      ${many(points)} points, ${share < 1 ? `${many(done ?? 0)} of ${many(runs)} runs` : `${many(runs)} runs`}${failed ? `, ${many(failed)} failed` : ""}
    </span>
  </div>`;
}

/** @param {{results: string}} props */
function NoSweeps({ results }) {
  return html`<div class="panel explore-empty">
    <h2>No sweeps yet</h2>
    <p>There is no sweep under <code>${results}</code>. Make one; it stands here as soon as its first runs are there:</p>
    <${Command} text=${FIRST} />
    <p class="soft small">It varies how hard leaders are coached and how strong the norm among peers is. Add <code>dry_run=true</code> to see first what it costs.</p>
  </div>`;
}

/** Where nothing answers. */
export function NoServer() {
  return html`<div class="panel explore-empty">
    <h2>Sweeps are read by orgsim itself</h2>
    <p>This page shows the thousands of runs of a sweep, which lie in folders on a computer; a page alone cannot read them. Start this there, and open the address that it says:</p>
    <${Command} text="orgsim app --results results" />
    <p class="soft small">All pages beside this one work without it.</p>
  </div>`;
}

/** @param {string} when in universal time @returns {string} */
export function whenText(when) {
  const day = new Date(when);
  return Number.isNaN(day.getTime()) ? when : day.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}
