/** The tree that the file makes, and the button that simulates it. */
import { html, useMemo } from "../../../vendor/preact.js";
import { OrganizationTree } from "../../charts/index.js";
import { reportsOf, shapeOf } from "../../model/shape.js";
import { useApp, useChosen } from "../app.js";

/** @typedef {import("../../table/examine.js").People} People */

/** @param {{people: People}} props */
export function TreePanel({ people }) {
  const { store, messages } = useApp();
  const choice = useChosen((state) => state.organization);
  const { bosses, ids, name } = people;
  const organization = useMemo(() => shapeOf(bosses), [bosses]);
  const reports = useMemo(() => reportsOf(bosses), [bosses]);
  const most = useMemo(() => reports.reduce((high, each) => Math.max(high, each), 1), [reports]);
  const values = useMemo(() => reports.map((each) => each / most), [reports, most]);
  const taken = "own" in choice && same(choice.own.bosses, bosses);
  const simulate = () => {
    if (!taken) store.set({ organization: { own: { name, bosses } } });
    store.set({ page: "simulator" });
    scrollTo(0, 0);
    messages.say(`“${name}” is simulated now: ${bosses.length.toLocaleString("en-GB")} people.`, "done");
  };
  return html`<section class="panel own-tree" aria-labelledby="own-tree">
    <div class="own-head">
      <h2 id="own-tree">4. The organization</h2>
      <button type="button" class="primary" onClick=${simulate}>${taken ? "Back to its simulation" : "Simulate this organization"}</button>
    </div>
    <p class="small soft">The simulation runs in this browser too. Links hold the levers, not the organization.</p>
    <${OrganizationTree}
      title="Who reports to whom"
      ...${{ organization, values, nameOf: (/** @type {number} */ person) => ids[person] }}
      valueName="direct reports"
      scale="sequential"
      format=${(/** @type {number} */ share) => String(Math.round(share * most))}
    />
  </section>`;
}

/** @param {ArrayLike<number>} one @param {ArrayLike<number>} other */
function same(one, other) {
  return one.length === other.length && Array.from(one).every((each, place) => each === other[place]);
}
