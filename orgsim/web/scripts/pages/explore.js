/** Explore a sweep: what lies under the results, and what the runs of one sweep say. */
import { html, useState } from "../../vendor/preact.js";
import { isMissing, useAsked } from "../parts/explore/asking.js";
import { NoServer, Shelf } from "../parts/explore/shelf.js";
import { SweepView, VIEW_NAMES } from "../parts/explore/sweep.js";
import { useDetails } from "../parts/details.js";

export const id = "explore";
export const title = "Explore a sweep";
export const needsServer = true;
/** `sweep`: its folder; `view`; `x` and `y`: factors; `value`: outcome; `split`: what it is above or below; `side`; `box`; `cell`: column,row. */
export const keys = ["sweep", "view", "x", "y", "value", "split", "side", "box", "cell"];

/** @type {import("../state/link.js").Among} */
export const among = { view: () => VIEW_NAMES, side: () => ["above", "below"] };

const FORGOTTEN = Object.fromEntries(keys.map((key) => [key, undefined]));

/** The page. */
export function Page() {
  const [read, change] = useDetails(id);
  const name = read("sweep");
  return html`
    <h1 class=${name ? "unseen" : ""}>Explore a sweep</h1>
    ${name
      ? html`<${SweepView} key=${name} ...${{ name, read, change }} onClose=${() => change(FORGOTTEN)} />`
      : html`<${Everything} onOpen=${(/** @type {string} */ sweep) => change({ ...FORGOTTEN, sweep })} />`}
  `;
}

/** @param {{onOpen: (name: string) => void}} props */
function Everything({ onOpen }) {
  const [again, setAgain] = useState(0);
  const { data, error, busy } = useAsked("sweeps", again);
  if (isMissing(error)) return html`<${NoServer} />`;
  return html`
    ${error ? html`<p class="explore-fault" role="alert">${error.message}</p>` : null}
    ${data ? html`<${Shelf} entries=${data.sweeps} results=${data.results} onOpen=${onOpen} />` : null}
    ${!data && !error ? html`<p class="soft">Looking at the results…</p>` : null}
    <p><button type="button" onClick=${() => setAgain(again + 1)} disabled=${busy}>Look again</button></p>
  `;
}
