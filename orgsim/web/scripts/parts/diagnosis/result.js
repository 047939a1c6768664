/**
 * What the answers say: the verdict and how sure it is, the index with its parts, what the team says of itself, and the start.
 *
 * @typedef {import("../../model/future.js").Future} Future
 *
 * @typedef {object} Diagnosis
 * @property {string} verdict
 * @property {number} index
 * @property {number} low
 * @property {number} high
 * @property {number} confidence of the interval from low to high
 * @property {number} probability that the index is above the line
 * @property {number} line
 * @property {number} said
 * @property {number} gap
 * @property {{name: string, label: string, answered: number, model: number}[]} parts
 * @property {{verdict: string[], said: string[], start: string[]}} text
 * @property {string[]} not_inferred
 * @property {{own: {name: string, bosses: number[]}}} organization
 * @property {{A: Future, B: Future}} futures
 * @property {{A: string, B: string}} titles
 * @property {number} today the week of the run that is today
 * @property {number} weeks
 * @property {number} seed
 * @property {string} yaml
 */
import { html, useEffect, useRef } from "../../../vendor/preact.js";
import { download } from "../../export/download.js";
import { useApp } from "../app.js";
import { IndexChart } from "./indexchart.js";

const FILE = "from_answers.yaml";
const LIST = "- ";

/** @param {{found: Diagnosis, onBack: () => void}} props */
export function Result({ found, onBack }) {
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  useEffect(() => heading.current?.focus(), [found]);
  const [verdict, ...sure] = found.text.verdict;
  return html`<div class="diagnosis-result">
    <section class="panel diagnosis-verdict" aria-labelledby="verdict">
      <p class="soft">${close(found) ? "It is close: your answers leave room for both. As they stand, you are a" : "From what you do, you are a"}</p>
      <h2 id="verdict" tabindex="-1" ref=${heading}>${found.verdict}</h2>
      <p>${withoutVerdict(verdict, found.verdict)}</p>
      ${sure.map((line) => html`<p key=${line} class="soft">${line}</p>`)}
      <${IndexChart} found=${found} />
    </section>
    <div class="diagnosis-side">
      <section class="panel" aria-labelledby="said">
        <h2 id="said">What you say, and what you do</h2>
        ${found.text.said.map((line) => html`<p key=${line}>${line}</p>`)}
      </section>
      <section class="panel" aria-labelledby="start">
        <h2 id="start">What lies ahead of you</h2>
        ${found.text.start.filter(plain).map((line) => html`<p key=${line}>${line}</p>`)}
        <${Actions} found=${found} />
        <p class="soft small"><strong>A</strong> ${found.titles.A}. <strong>B</strong> ${found.titles.B}.</p>
      </section>
      <section class="panel" aria-labelledby="unknown">
        <h2 id="unknown">What your answers cannot tell</h2>
        <p class="soft">It is left as the parameter table has it:</p>
        <ul>${found.not_inferred.map((line) => html`<li key=${line}>${line}</li>`)}</ul>
      </section>
      <p><button type="button" onClick=${onBack}>← Change the answers</button></p>
    </div>
  </div>`;
}

/** Whether the interval holds the line between the two. @param {Diagnosis} found */
function close({ low, line, high }) {
  return low < line && line < high;
}

/** What is said of the verdict that the heading above it has not said already. @param {string} line @param {string} verdict */
function withoutVerdict(line, verdict) {
  const rest = line.toLowerCase().startsWith(`${verdict}, `) ? line.slice(verdict.length + 2) : line;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** Sentences that are not the list of what is left open, nor its heading. @param {string} line */
function plain(line) {
  return !line.startsWith(LIST) && !line.endsWith(":");
}

/** @param {{found: Diagnosis}} props */
function Actions({ found }) {
  const { catalog, store } = useApp();
  const simulate = () => {
    const { organization, futures, seed } = found;
    const weeks = Math.min(found.weeks, catalog.app.weeks);
    store.set({ page: "simulator", organization, futures: { ...futures, C: null }, editing: "B", weeks, seed, week: weeks - 1 });
    scrollTo(0, 0);
  };
  const save = () => download(new Blob([found.yaml], { type: "application/yaml" }), FILE);
  return html`<div class="diagnosis-actions">
    <button type="button" class="primary" onClick=${simulate}>Simulate it</button>
    <button type="button" onClick=${save}>Save it as YAML</button>
    <p class="soft small">Today is week ${found.today} of the run. From the command line: <code>orgsim scenario=${FILE}</code></p>
  </div>`;
}
