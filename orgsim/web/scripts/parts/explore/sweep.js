/** One sweep: how it stands, what was varied, and one of four ways to look at an outcome. */
import { html, useMemo } from "../../../vendor/preact.js";
import { useApp } from "../app.js";
import { addressOf, isMissing, useAsked } from "./asking.js";
import { BoxesView } from "./boxes.js";
import { CellPanel } from "./cell.js";
import { pointsOf } from "./cells.js";
import { Choices } from "./choices.js";
import { Design, Failures } from "./design.js";
import { MapView } from "./map.js";
import { PhasesView } from "./phases.js";
import { SensitivityView } from "./sensitivity.js";
import { Mending, NoServer, State } from "./shelf.js";

/**
 * @typedef {(key: string) => string | undefined} Read
 * @typedef {(change: Record<string, string | undefined>) => void} Change
 * @typedef {import("./cells.js").Scalar} Scalar
 * @typedef {import("./wording.js").Factor} Factor
 * @typedef {import("./shelf.js").Entry & {factors: Factor[], scalars: Scalar[], failures: import("./design.js").Failure[], outcomes: string[],
 *   check: string, replications?: number, weeks?: number, seed?: number, method?: string}} Sweep
 *
 * @typedef {object} Look what is looked at
 * @property {string} name of the sweep
 * @property {Factor} x
 * @property {Factor} y
 * @property {Scalar} scalar
 * @property {import("./cells.js").Point[]} points empty until they are there
 * @property {number} total how many points there are
 * @property {Read} read
 * @property {Change} change
 */

const VIEWS = /** @type {const} */ ([
  ["map", "Map", MapView, true],
  ["phases", "Phases", PhasesView, true],
  ["sensitivity", "What matters", SensitivityView, false],
  ["boxes", "Under which conditions", BoxesView, false],
]);
/** What views are called in links. */
export const VIEW_NAMES = VIEWS.map(([name]) => name);
/** Rows of a table that one answer carries. */
const ROWS = 5000;

/** @param {{name: string, read: Read, change: Change, onClose: () => void}} props */
export function SweepView({ name, read, change, onClose }) {
  const { data, error } = useAsked(addressOf(name, ""));
  if (isMissing(error)) return html`<${NoServer} />`;
  return html`
    <div class="explore-head">
      <button type="button" onClick=${onClose}>← All sweeps</button>
      <h2 class="explore-name">${name}</h2>
      ${data ? html`<${State} state=${data.state} />` : null}
    </div>
    ${error ? html`<p class="explore-fault" role="alert">${error.message}</p>` : null}
    ${!data && !error ? html`<p class="soft">Opening the sweep…</p>` : null}
    ${data ? html`<${Opened} sweep=${data} ...${{ read, change }} />` : null}
  `;
}

/** @param {{sweep: Sweep, read: Read, change: Change}} props */
function Opened({ sweep, read, change }) {
  const { message, command, readable, factors, failures } = sweep;
  return html`
    <${Mending} ...${{ message, command }} />
    ${sweep.state === "damaged" ? html`<p class="soft small">What exactly is damaged is found by <code>${sweep.check}</code></p>` : null}
    ${readable && factors.length > 0
      ? html`<${Looking} ...${{ sweep, read, change }} />`
      : html`<p class="soft">There is nothing to look at yet.</p>
          ${factors.length > 0 ? html`<${Design} sweep=${sweep} />` : null}
          <${Failures} ...${{ name: sweep.name, failures }} />`}
  `;
}

/** @param {{sweep: Sweep, read: Read, change: Change}} props */
function Looking({ sweep, read, change }) {
  const { catalog } = useApp();
  const { name, scalars, outcomes } = sweep;
  const varied = sweep.factors.filter((each) => each.varies);
  const known = scalars.filter((each) => outcomes.includes(each.name));
  const scalar = known.find((each) => each.name === read("value")) ?? known.find((each) => each.name === `final_${catalog.app.charts[0]}`) ?? known[0];
  const x = varied.find(({ key }) => key === read("x")) ?? varied[0];
  const y = varied.find(({ key }) => key === read("y") && key !== x?.key) ?? varied.find(({ key }) => key !== x?.key);
  const views = VIEWS.filter(([, , , two]) => !two || y);
  const [view, , View] = views.find(([each]) => each === read("view")) ?? views[0];
  const table = useAsked(addressOf(name, "table", { columns: scalar.name, limit: ROWS }));
  const points = useMemo(() => (table.data && x ? pointsOf(table.data, x.key, (y ?? x).key, scalar.name) : []), [table.data, x, y, scalar]);
  if (!x) return html`<p class="soft">Nothing was varied: all points are the same.</p>`;
  /** @type {Look} */
  const look = { name, x, y: y ?? x, scalar, points, total: table.data?.total ?? 0, read, change };
  const strange = [known.some((each) => each.name === read("value")) ? "" : read("value"), ...["x", "y"].map((axis) => (varied.some(({ key }) => key === read(axis)) ? "" : read(axis)))].filter(Boolean);
  return html`${strange.length > 0 ? html`<p class="explore-notice">The link names what this sweep does not have: ${strange.join(", ")}. What is usual is shown instead.</p>` : null}<div class="explore">
    <aside class="explore-side">
      <${Choices} ...${{ known, varied, scalar, x, y, change }} />
      <${Design} sweep=${sweep} />
      <${Failures} ...${{ name, failures: sweep.failures }} />
    </aside>
    <section class="explore-main" aria-label="What the runs say">
      <div class="explore-views" role="group" aria-label="View">
        ${views.map(
          ([each, label]) => html`<button type="button" key=${each} aria-pressed=${each === view ? "true" : "false"} onClick=${() => change({ view: each })}>${label}</button>`,
        )}
      </div>
      ${y ? null : html`<p class="soft small">One factor was varied alone; a map lies over two.</p>`}
      <div class="panel explore-view"><${View} look=${look} /></div>
      <${CellPanel} look=${look} shown=${view === "map" || view === "phases"} />
    </section>
  </div>`;
}
