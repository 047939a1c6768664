/** A point of a sweep as future B of the simulator. */
import { html, useState } from "../../../vendor/preact.js";
import { useApp } from "../app.js";
import { addressOf } from "./asking.js";

/**
 * @typedef {object} Opened what the server says of a point
 * @property {number} point
 * @property {import("../../model/future.js").Future} future
 * @property {import("../../model/organizations.js").Choice} organization
 * @property {number} weeks
 * @property {number} seed
 * @property {number} unit
 * @property {number} first
 * @property {number} replications
 * @property {boolean} exact
 * @property {string | null} note
 */

/** @param {{name: string, point: number}} props `name` is the sweep's */
export function OpenButton({ name, point }) {
  const { server, store, catalog, messages } = useApp();
  const [busy, setBusy] = useState(false);
  const open = async () => {
    setBusy(true);
    try {
      const found = await server?.get(`api/${addressOf(name, `point/${point}`)}`);
      if (!found) return;
      store.set((state) => ({ ...changeFor(state, found, catalog.app.weeks), page: "simulator" }));
      messages.say(told(name, found, catalog.app.weeks));
      scrollTo(0, 0);
    } catch (error) {
      messages.say(error instanceof Error ? error.message : String(error), "fault");
      setBusy(false);
    }
  };
  return html`<button type="button" disabled=${busy} onClick=${open} aria-label=${`Open in the simulator: point ${point}`}>Open in the simulator</button>`;
}

/**
 * What the state becomes: the point is future B; A stays, in the point's organization and with its dice.
 * @param {import("../../state/store.js").State} state @param {Opened} found @param {number} longest weeks that a page shows
 * @returns {Partial<import("../../state/store.js").State>}
 */
export function changeFor(state, { future, organization, weeks, seed }, longest) {
  const shown = Math.min(weeks, longest);
  return { futures: { ...state.futures, B: future }, organization, seed, weeks: shown, week: shown - 1, editing: "B" };
}

/**
 * What is said of it: which runs they are, that A is not the sweep's, and what is not as it was.
 * @param {string} name @param {Opened} found @param {number} longest @returns {string}
 */
export function told(name, { point, first, replications, unit, note, weeks }, longest) {
  const runs = replications === 1 ? `its run is number ${first}` : `its ${replications} runs are numbers ${first} to ${first + replications - 1}`;
  return [
    `Future B is point ${point} of “${name}” now, with its organization and its dice: ${runs} among those shown here.`,
    "Future A is what it was, in that organization; undo brings everything back.",
    unit === 0 ? "" : `The sweep gave this point dice of its own (unit ${unit}), which the simulator does not have: its numbers differ by chance.`,
    weeks > longest ? `Of its ${weeks} weeks the first ${longest} are shown.` : "",
    note ? `It is not exactly that run: ${note}.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
