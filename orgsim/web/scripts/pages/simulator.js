/** The simulator: levers on the left, the futures' outcomes on the right. */
import { html, useEffect, useState } from "../../vendor/preact.js";
import { useApp, useChosen } from "../parts/app.js";
import { ContextPanel } from "../parts/context.js";
import { FutureActions, FutureTabs, OrganizationMenu, ScenarioMenu } from "../parts/futures.js";
import { isText } from "../parts/help.js";
import { Levers } from "../parts/levers.js";
import { OutcomeChart } from "../parts/outcomechart.js";
import { Toolbar } from "../parts/toolbar.js";
import { WeekBar } from "../parts/weekbar.js";
import { WhyPanel } from "../parts/why.js";

export const id = "simulator";
export const title = "Simulator";
/** What stands around two rows of charts, and the heights of a chart between which is chosen, in rem. */
const AROUND = 29.5;
const LEAST = 10.5;
const MOST = 30;
const NARROW = 900;

/** `why`: the outcome that the panel explains, where it is open. */
export const keys = ["why"];
/** @type {import("../state/link.js").Among} */
export const among = { why: (catalog) => catalog.place.keys() };

/** The page. */
export function Page() {
  useLetterKeys();
  return html`
    <h1 class="unseen">Simulator</h1>
    <div class="page-head"><${FutureTabs} /><${FutureActions} /></div>
    <div class="sim">
      <section class="panel sim-levers" aria-label="Levers">
        <${ScenarioMenu} />
        <${Levers} />
        <${ContextPanel} />
      </section>
      <section class="sim-charts" aria-label="Outcomes">
        <div class="sim-over"><${OrganizationMenu} /><${Toolbar} /></div>
        <${Charts} />
        <${WeekBar} />
        <${WhyPanel} />
      </section>
    </div>
  `;
}

function Charts() {
  const charts = useChosen((state) => state.charts);
  const height = useFitting();
  return html`<div class="sim-grid">
    ${charts.map((name) => html`<div class="panel" key=${name}><${OutcomeChart} name=${name} height=${height} /></div>`)}
  </div>`;
}

/** A height at which two rows of charts and the week bar fit on the screen. @returns {number} pixels */
function useFitting() {
  const [height, setHeight] = useState(fitting);
  useEffect(() => {
    const fit = () => setHeight(fitting());
    addEventListener("resize", fit);
    return () => removeEventListener("resize", fit);
  }, []);
  return height;
}

/** @returns {number} */
function fitting() {
  if (innerWidth < NARROW) return LEAST * 18;
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Math.round(Math.min(Math.max((innerHeight - AROUND * rem) / 2, LEAST * rem), MOST * rem));
}

/** The keys A, B and C choose the future to edit. */
function useLetterKeys() {
  const { store } = useApp();
  useEffect(() => {
    const hear = (/** @type {KeyboardEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isText(event.target) || event.target instanceof HTMLSelectElement) return;
      const letter = event.key.toUpperCase();
      if ((letter === "A" || letter === "B" || letter === "C") && store.get().futures[letter]) {
        store.set({ editing: letter }, { undo: false });
      }
    };
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  }, [store]);
}
