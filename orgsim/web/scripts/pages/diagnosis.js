/** The diagnosis: leadership team or management team, from what a team says it does; the server computes, nothing is stored. */
import { html, useEffect, useState } from "../../vendor/preact.js";
import { Refused } from "../engine/server.js";
import { useApp } from "../parts/app.js";
import { Form } from "../parts/diagnosis/form.js";
import { answersOf, empty, placed } from "../parts/diagnosis/questions.js";
import { Result } from "../parts/diagnosis/result.js";

/** @typedef {import("../parts/diagnosis/questions.js").Question} Question */
/** @typedef {import("../parts/diagnosis/questions.js").Typed} Typed */
/** @typedef {import("../parts/diagnosis/result.js").Diagnosis} Diagnosis */
/** @typedef {{typed: Typed, found: Diagnosis | null}} Kept */

export const id = "diagnosis";
export const title = "Diagnosis";
export const needsServer = true;

/** What was typed, for as long as the page is open; never in a link, never on a disk. @type {WeakMap<object, Kept>} */
const kept = new WeakMap();

/** The page. */
export function Page() {
  const { server } = useApp();
  const [questions, setQuestions] = useState(/** @type {Question[] | null | undefined} */ (undefined));
  useEffect(() => {
    let gone = false;
    Promise.resolve(server?.questions() ?? null).then((found) => gone || setQuestions(found));
    return () => {
      gone = true;
    };
  }, [server]);
  return html`
    <div class="diagnosis">
      <h1>Leadership team or management team?</h1>
      ${questions === undefined ? html`<p class="soft">Asking for the questions…</p>` : questions ? html`<${Questionnaire} questions=${questions} />` : html`<${NoServer} />`}
    </div>
  `;
}

/** @param {{questions: Question[]}} props */
function Questionnaire({ questions }) {
  const { server, store } = useApp();
  const before = kept.get(store);
  const [typed, setTyped] = useState(before?.typed ?? empty(questions));
  const [found, setFound] = useState(before?.found ?? null);
  const [faults, setFaults] = useState(/** @type {ReturnType<typeof placed>} */ (NONE));
  const [busy, setBusy] = useState(/** @type {AbortController | null} */ (null));
  useEffect(() => void kept.set(store, { typed, found }), [typed, found]);
  useEffect(() => () => busy?.abort(), [busy]);
  const type = (/** @type {string} */ key, /** @type {number} */ place, /** @type {string} */ text) =>
    setTyped((now) => ({ ...now, [key]: now[key].map((each, i) => (i === place ? text : each)) }));
  const send = async () => {
    const control = new AbortController();
    setBusy(control);
    setFaults(NONE);
    try {
      setFound((await server?.diagnose(answersOf(questions, typed), control.signal)) ?? null);
    } catch (error) {
      if (!control.signal.aborted) setFaults(faultsOf(error, questions));
    }
    if (!control.signal.aborted) setBusy(null);
  };
  if (found) return html`<${Result} found=${found} onBack=${() => setFound(null)} />`;
  return html`<${Form} ...${{ questions, typed, ...faults, busy: busy !== null, onType: type, onSend: send }} />`;
}

/** @type {ReturnType<typeof placed>} */
const NONE = { at: {}, others: [] };

/** @param {unknown} error @param {Question[]} questions */
function faultsOf(error, questions) {
  if (error instanceof Refused) return placed(error.faults, questions);
  return { at: {}, others: ["The server does not answer. Is orgsim app still running? Start it again and send the answers once more."] };
}

/** Where no server answers: what is missing, and the way without it. */
function NoServer() {
  return html`<section class="panel diagnosis-none">
    <h2>This page needs orgsim itself</h2>
    <p>
      The diagnosis runs the model from many starts to find the one that does what your team does. A saved file cannot do that, and no orgsim
      answers here. The story and the simulator work without it.
    </p>
    <dl>
      <div><dt>These pages, with the diagnosis</dt><dd><code>orgsim app</code></dd></div>
      <div><dt>The questions in a terminal, one by one</dt><dd><code>orgsim diagnose --ask team.yaml</code></dd></div>
      <div><dt>The questions as a file to fill in</dt><dd><code>orgsim diagnose --template > team.yaml</code></dd></div>
    </dl>
  </section>`;
}
