/** The simulator: levers on the left, the futures' outcomes on the right. */
import { html } from "../../vendor/preact.js";
import { useChosen } from "../parts/app.js";
import { FutureActions, FutureTabs, OrganizationMenu, ScenarioMenu } from "../parts/futures.js";
import { Levers } from "../parts/levers.js";
import { OutcomeChart } from "../parts/outcomechart.js";
import { WeekBar } from "../parts/weekbar.js";

export const id = "simulator";
export const title = "Simulator";

/** The page. */
export function Page() {
  return html`
    <h1 class="unseen">Simulator</h1>
    <div class="sim-head"><${FutureTabs} /><${FutureActions} /></div>
    <div class="sim">
      <section class="panel sim-levers" aria-label="Levers"><${OrganizationMenu} /><${ScenarioMenu} /><${Levers} /></section>
      <section class="sim-charts" aria-label="Outcomes"><${Charts} /><${WeekBar} /></section>
    </div>
  `;
}

function Charts() {
  const charts = useChosen((state) => state.charts);
  return html`<div class="chart-grid">
    ${charts.map((name) => html`<div class="panel" key=${name}><${OutcomeChart} name=${name} /></div>`)}
  </div>`;
}
