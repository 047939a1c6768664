/** The story: the arc of the management trap, a card at a time. The room guesses first, then the curve draws itself. */
import { html, useCallback, useEffect, useMemo, useRef, useState } from "../../vendor/preact.js";
import { answerOf, readSaid, WAYS, writeSaid } from "../model/story.js";
import { useApp, useChosen } from "../parts/app.js";
import { isText } from "../parts/help.js";
import { CardChart } from "../parts/story/chart.js";
import { Progress } from "../parts/story/progress.js";
import { Answered, Asking, SAID } from "../parts/story/question.js";
import { askedFor, useCardRuns } from "../parts/story/runs.js";

/** @typedef {import("../model/story.js").Card} Card */
/** @typedef {import("../model/story.js").Way} Way */

export const id = "story";
export const title = "Story";
/** The card shown, what the room said to each, and whether it is asked. */
export const keys = ["card", "said", "ask"];
/** @type {import("../state/link.js").Among} */
export const among = { card: (catalog) => catalog.tables.story.cards.map((card) => card.name) };
const OFF = "no";

/** The page. */
export function Page() {
  const { catalog } = useApp();
  const { cards } = catalog.tables.story;
  const { at, said, asks, go, choose, ask, again } = useStory();
  const card = cards[at];
  const following = cards[at + 1];
  const shown = !asks || card.name in said;
  const heading = useHeading(at);
  useKeys({ shown, choose, onward: () => (shown ? go(at + 1) : ask(false)), back: () => go(at - 1) });
  return html`
    <h1 class="unseen">Story</h1>
    <div class="story-top">
      <${Progress} ...${{ cards, at, said, onGo: go }} />
      <label class="story-switch"><input type="checkbox" checked=${asks} onChange=${(/** @type {Event} */ event) => ask(/** @type {HTMLInputElement} */ (event.target).checked)} /> Predict first</label>
    </div>
    <${CardView} key=${card.name} ...${{ card, next: following, shown, said, choose, heading }} />
    <div class="story-steps">
      <button type="button" disabled=${at === 0} onClick=${() => go(at - 1)}>← Back</button>
      <span class="soft small">${at + 1} of ${cards.length}</span>
      ${!shown
        ? html`<button type="button" onClick=${() => ask(false)}>Show it without guessing →</button>`
        : following
        ? html`<button type="button" class="primary" onClick=${() => go(at + 1)}>Next<span class="what">: ${following.title}</span> →</button>`
        : html`<button type="button" onClick=${again}>Tell it again</button>`}
    </div>
  `;
}

/** What the address keeps of the story, and how it changes. */
function useStory() {
  const { catalog, store } = useApp();
  const { story } = catalog.tables;
  const details = useChosen((state) => state.details);
  const at = Math.max(0, story.cards.findIndex((card) => card.name === details["story.card"]));
  const said = useMemo(() => readSaid(story, details["story.said"]), [details["story.said"]]);
  const asks = details["story.ask"] !== OFF;
  const put = (/** @type {Record<string, string>} */ change) =>
    store.set((state) => ({ details: { ...state.details, ...change } }), { undo: false });
  const go = useCallback((/** @type {number} */ place) => {
    const to = Math.min(Math.max(place, 0), story.cards.length - 1);
    put({ "story.card": story.cards[to].name });
  }, []);
  const choose = (/** @type {Way} */ way) => put({ "story.said": writeSaid({ ...said, [story.cards[at].name]: way }) });
  const ask = (/** @type {boolean} */ yes) => put({ "story.ask": yes ? "yes" : OFF });
  const again = () => put({ "story.said": "", "story.card": story.cards[0].name });
  return { at, said, asks, go, choose, ask, again };
}

/** The heading of the card takes the focus when another card is shown, so that it is read out. @param {number} at */
function useHeading(at) {
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  const first = useRef(at);
  useEffect(() => {
    if (first.current !== at) heading.current?.focus();
    first.current = -1;
  }, [at]);
  return heading;
}

/**
 * Arrows go back and on, letters choose.
 * @param {{shown: boolean, choose: (way: Way) => void, onward: () => void, back: () => void}} does
 */
function useKeys({ shown, choose, onward, back }) {
  useEffect(() => {
    const hear = (/** @type {KeyboardEvent} */ event) => {
      const { target, key } = event;
      const slider = target instanceof HTMLElement && target.closest("[role=slider], input[type=range], select");
      if (event.altKey || event.ctrlKey || event.metaKey || isText(target) || slider) return;
      const way = WAYS.find((each) => SAID[each].key === key.toUpperCase());
      if (way && !shown) choose(way);
      else if (key === "ArrowRight") onward();
      else if (key === "ArrowLeft") back();
    };
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  });
}

/**
 * @param {{card: Card, next: Card | undefined, shown: boolean, said: Record<string, Way>, choose: (way: Way) => void,
 *   heading: import("preact").RefObject<HTMLHeadingElement>}} props
 */
function CardView({ card, next, shown, said, choose, heading }) {
  const { catalog } = useApp();
  const { question, outcomes } = card;
  const { flat_within: flat } = catalog.tables.story;
  const { runs, error } = useCardRuns(card, next);
  const [week, setWeek] = useState(shown ? question.until : question.from);
  useEffect(() => setWeek(shown ? question.until : question.from), [shown]);
  const place = /** @type {number} */ (catalog.place.get(question.outcome));
  const subject = runs?.[question.future];
  const answer = useMemo(() => subject && answerOf(subject, place, question, flat), [subject]);
  const chart = (/** @type {string} */ outcome, /** @type {boolean} */ big) =>
    runs && html`<${CardChart} key=${outcome} ...${{ card, runs, outcome, shown, week, onWeek: setWeek, big }} />`;
  return html`<section class="panel story-card" aria-labelledby="card">
    <div class="story-told">
      <h2 id="card" tabindex="-1" ref=${heading}>${card.title}</h2>
      <p class="story-text">${card.text}</p>
      <${Futures} card=${card} />
      ${shown ? (answer ? html`<${Answered} ...${{ card, answer, said: said[card.name] }} />` : null) : html`<${Asking} card=${card} flat=${flat} onChoose=${choose} />`}
      ${shown && runs ? html`<${OpenInSimulator} card=${card} />` : null}
      ${shown && !next ? html`<${Tally} said=${said} />` : null}
    </div>
    <div class="story-shown">
      ${error ? html`<p class="story-error" role="alert">The curve could not be computed: ${error}</p>` : runs ? chart(outcomes[0], true) : html`<p class="story-waiting soft">Computing…</p>`}
      ${shown && runs && outcomes.length > 1 ? html`<div class="story-more">${outcomes.slice(1).map((each) => chart(each, false))}</div>` : null}
    </div>
  </section>`;
}

/** Which letter is which future. @param {{card: Card}} props */
function Futures({ card }) {
  const { catalog } = useApp();
  const letters = /** @type {const} */ (["A", "B", "C"]);
  return html`<ul class="story-futures" aria-label="Futures">
    ${letters.map((letter) => {
      const future = card.futures[letter];
      return future && html`<li key=${letter}><strong class=${`tone-${letter.toLowerCase()}`}>${letter}</strong> ${catalog.scenario.get(future.scenario)?.title}</li>`;
    })}
  </ul>`;
}

/** Takes the card's futures, outcomes and week along. @param {{card: Card}} props */
function OpenInSimulator({ card }) {
  const { catalog, store, usual } = useApp();
  const open = () => {
    const { A, B, C } = card.futures;
    const first = /** @type {import("../model/future.js").Future} */ (A);
    const charts = [...new Set([...card.outcomes, ...usual.charts])].slice(0, usual.charts.length);
    const futures = { A: first, B: B ?? first, C: C ?? null };
    const organization = { preset: catalog.app.organization };
    store.set({ page: "simulator", futures, organization, charts, editing: "B", weeks: usual.weeks, seed: usual.seed, week: card.question.until });
    scrollTo(0, 0);
  };
  return html`<button type="button" class="story-open" onClick=${open}>Open in the simulator</button>`;
}

/** How often the room was right, once it has heard the story. @param {{said: Record<string, Way>}} props */
function Tally({ said }) {
  const { cards } = useApp().catalog.tables.story;
  const right = useRight(cards, said);
  const guessed = cards.filter((card) => guess(said, card)).length;
  return right !== null && guessed > 0 ? html`<p class="story-tally">Guessed right: <strong>${right} of ${guessed}</strong></p>` : null;
}

/** @param {Card[]} cards @param {Record<string, Way>} said @returns {number | null} how many guesses the runs bear out */
function useRight(cards, said) {
  const { catalog, engine } = useApp();
  const [right, setRight] = useState(/** @type {number | null} */ (null));
  useEffect(() => {
    let gone = false;
    const { flat_within: flat } = catalog.tables.story;
    const each = cards.filter((card) => guess(said, card)).map(async ({ name, question, futures }) => {
      const future = /** @type {import("../model/future.js").Future} */ (futures[question.future]);
      const runs = await engine.simulate(askedFor(catalog, future));
      return answerOf(runs, /** @type {number} */ (catalog.place.get(question.outcome)), question, flat).way === said[name];
    });
    Promise.all(each).then(
      (found) => gone || setRight(found.filter(Boolean).length),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [said]);
  return right;
}

/** @param {Record<string, Way>} said @param {Card} card */
function guess(said, card) {
  return said[card.name];
}
