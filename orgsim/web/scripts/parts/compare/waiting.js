/** What waiting costs: the same levers, pulled in another week, and what has become of an outcome at the end. */
import { html, useMemo } from "../../../vendor/preact.js";
import { formatter } from "../../charts/index.js";
import { affordable, inWeek, less, overWeeks, spreadOf } from "../../engine/several.js";
import { shiftedTo } from "../../model/differing.js";
import { inputs, shiftOf } from "../../model/future.js";
import { formatOf } from "../../model/format.js";
import { useApp, useChosen } from "../app.js";
import { Menu, points, Progress, Section, useDetail, usePair, useSetting } from "./common.js";
import { useSweep } from "./sweep.js";
import { WaitingChart } from "./waitingchart.js";

const QUARTER = 13;
const POINTS = 12;
const MEASURES = [
  { name: "end", label: "at the end" },
  { name: "mean", label: "on average over all weeks" },
];

/** The weeks that are tried: from the first week on, in whole quarters, and the week of the shift as it is. @param {number} weeks @param {number} now */
export function shiftWeeks(weeks, now) {
  const step = QUARTER * Math.max(1, Math.ceil(weeks / POINTS / QUARTER));
  const found = new Set([now]);
  for (let week = 0; week <= weeks - QUARTER; week += step) found.add(week);
  return [...found].filter((week) => week < weeks).sort((one, other) => one - other);
}

/** The section. */
export function Waiting() {
  const { catalog } = useApp();
  const { one: letter } = usePair();
  const future = /** @type {import("../../model/future.js").Future} */ (useChosen((state) => state.futures[letter]));
  const { organization, weeks, seed, people } = useSetting();
  const [chosen = catalog.app.charts[0], choose] = useDetail("waiting");
  const [measure = MEASURES[0].name, chooseMeasure] = useDetail("measure");
  const name = catalog.place.has(chosen) ? chosen : catalog.app.charts[0];
  const place = /** @type {number} */ (catalog.place.get(name));
  const shift = shiftOf(catalog, future);
  const moves = movable(catalog, future);
  const shifts = useMemo(() => shiftWeeks(weeks, shift.week), [weeks, shift.week]);
  const sweep = useMemo(() => {
    if (!moves) return null;
    const asked = shifts.map((week) => ({ organization, future: shiftedTo(future, week, shift), weeks, seed }));
    const replications = affordable(shifts.length, people, weeks);
    return { asked, replications, key: JSON.stringify([organization, future, weeks, seed, shifts, place]) };
  }, [future, organization, weeks, seed, shifts, moves, place]);
  const { kept, done, error } = useSweep(sweep, (runs) => ({ end: inWeek(runs, place, runs.weeks - 1), mean: overWeeks(runs, place) }));
  const values = kept?.map((each) => (measure === "mean" ? each.mean : each.end));
  const menu = html`<div class="compare-menus">
    <${Menu} label="Outcome" value=${name} options=${catalog.outcomes} onChoose=${choose} />
    <${Menu} label="Measured" value=${measure} options=${MEASURES} onChoose=${chooseMeasure} />
  </div>`;
  return html`<${Section} title="What waiting costs" menu=${menu}>
    ${!moves
      ? html`<p class="compare-empty">${letter} pulls no lever that follows its shift, so there is nothing to wait with. Choose a scenario with a shift for ${letter}, or move a lever.</p>`
      : !values || !sweep
        ? html`<${Progress} done=${done} of=${shifts.length} error=${error} />`
        : html`<${Cost} ...${{ letter, name, measure, weeks, shifts, values, now: shift.week, replications: sweep.replications }} />`}
  <//>`;
}

/** Whether some lever of a future follows its shift. @param {import("../../model/catalog.js").Catalog} catalog @param {import("../../model/future.js").Future} future */
function movable(catalog, future) {
  const own = { ...catalog.scenario.get(future.scenario)?.timing, ...future.timing };
  return Object.keys(inputs(catalog, future).levers).some((lever) => own[lever]?.week === undefined);
}

/**
 * @param {{letter: string, name: string, measure: string, weeks: number, shifts: number[], values: Float64Array[], now: number,
 *   replications: number}} props
 */
function Cost({ letter, name, measure, weeks, shifts, values, now, replications }) {
  const { catalog } = useApp();
  const { label, unit } = catalog.outcome(name);
  const format = formatOf(catalog, unit);
  const write = formatter(format);
  const { difference } = formatter(format === "percent" ? points : format);
  const spreads = useMemo(() => values.map(spreadOf), [values]);
  const wait = spreadOf(less(values[shifts.indexOf(now)], values[0]));
  const side = catalog.better(name) || 1;
  const best = spreads.reduce((top, each, i) => (side * each.median > side * spreads[top].median ? i : top), 0);
  const when = measure === "mean" ? "over all weeks" : `at the end (mean of the last 13 weeks)`;
  const headline = html`Best of the weeks tried: <strong>${shifts[best] === 0 ? "the first" : `week ${shifts[best]}`}</strong>, ${write.value(spreads[best].median)}`;
  return html`<p class="soft">
      The levers of ${letter} are pulled in another week, all else as it is; ${label.toLowerCase()} ${when}, ${replications} runs each with the same luck.
      ${now > 0 ? html` Against a shift in the first week, waiting until week ${now} comes to <strong>${difference(wait.median)}</strong> (four runs in five: ${difference(wait.low)} to ${difference(wait.high)}).` : null}
    </p>
    <${WaitingChart} title=${`${label} ${when}`} unit=${format === "percent" ? undefined : unit} tone=${letter.toLowerCase()} ...${{ format, weeks, shifts, spreads, now, headline }} />`;
}
