/** All charts on one page, for the tests that look at them. */
import { html, render } from "../../../../orgsim/web/vendor/preact.js";
import { BandChart, Bars, DifferenceChart, HeatMap, OrganizationTree, ScatterBox, Spark, Strip } from "../../../../orgsim/web/scripts/charts/index.js";
import { sampleCells, sampleDifference, sampleOrganization, samplePoints, sampleSeries, sampleValues } from "./sample.js";

const WEEKS = 312;
const MARKS = [
  { week: 52, label: "shift" },
  { week: 60, label: "shock" },
  { week: 290, label: "back to directing" },
];
const difference = sampleDifference(WEEKS);
const department = sampleOrganization(6, 5, 8);
const company = sampleOrganization(12, 20, 19);
const AXES = {
  x: { label: "Coaching", values: Array.from({ length: 9 }, (_, i) => i / 2), format: /** @type {const} */ ("number") },
  y: { label: "Trust at the start", values: Array.from({ length: 6 }, (_, i) => i / 5), format: /** @type {const} */ ("percent") },
};
const cells = sampleCells(9, 6);
const phases = cells.map((value) => (Number.isFinite(value) ? Math.floor(4 * (value + 0.45)) : value));
const NAMES = ["stays on the plateau", "improves slowly", "overtakes", "leads", "other"];
const points = samplePoints(400);
const BOX = { x: /** @type {[number, number]} */ ([0.55, Infinity]), y: /** @type {[number, number]} */ ([-Infinity, 6.5]) };
const BARS = [
  { key: "coaching", label: "Coaching of managers", value: 0.182, low: 0.11, high: 0.24 },
  { key: "habit", label: "Norm and habit of directing", value: -0.143, low: -0.21, high: -0.02 },
  { key: "goal", label: "Agreed goal", value: 0.06, low: -0.02, high: 0.12 },
  { key: "noise", label: "Chance", value: 0.004, low: -0.02, high: 0.03 },
];
const state = { week: 120, nudge: 0, selected: 9, cell: { column: 4, row: 3 }, bar: "habit" };
/** With ?only=bands, department, company or more, the page has these charts alone. */
const only = new URLSearchParams(location.search).get("only");
const root = /** @type {HTMLElement} */ (document.getElementById("app"));
const titles = ["Performance", "Engagement", "Strategic agenda", "Delegation"];
/** @type {Map<string, ReturnType<typeof sampleSeries>>} */
const made = new Map();

/** @param {number} place */
function seriesOf(place) {
  const key = `${place} ${state.nudge}`;
  if (!made.has(key)) made.set(key, sampleSeries(place, WEEKS, state.nudge));
  return /** @type {ReturnType<typeof sampleSeries>} */ (made.get(key));
}

/** @param {number} week */
function onWeek(week) {
  state.week = week;
  draw();
}

/** @param {number} person */
function onSelect(person) {
  state.selected = person;
  draw();
}

/** One post is vacant. @param {{people: number}} organization @param {number} phase */
function valuesOf({ people }, phase) {
  const values = sampleValues(people, phase);
  values[12] = NaN;
  return values;
}

export function draw() {
  render(
    html`<h1 class="wide">Charts</h1>
    ${(!only || only === "bands") && titles.map(
      (title, place) => html`<div class="card" key=${title}>
        <${BandChart}
          title=${title}
          unit="share"
          format="percent"
          domain=${place === 3 ? undefined : [0, 1]}
          weeks=${WEEKS}
          series=${seriesOf(place)}
          week=${state.week}
          onWeek=${onWeek}
          marks=${place < 2 ? MARKS : undefined}
          headline=${html`year ${(state.week / 52).toFixed(1)}: 59, <strong>+34 against A</strong>, better in 64 of 64 runs`}
        />
      </div>`,
    )}
    ${(!only || only === "difference") && html`<div class="card">
      <${DifferenceChart}
        title="Performance, B less A"
        unit="points"
        format="percent"
        weeks=${WEEKS}
        difference=${difference}
        week=${state.week}
        onWeek=${onWeek}
        marks=${MARKS}
        headline="B overtakes A in year 2.1"
      />
    </div>`}
    ${[department, company].filter((_, i) => !only || only === ["department", "company"][i]).map(
      (organization) => html`<div class="card wide" key=${organization.people}>
        <${OrganizationTree}
          title=${organization === company ? "The company" : "The department"}
          organization=${organization}
          values=${valuesOf(organization, state.week / 8)}
          dots=${sampleValues(organization.people, 1 + state.week / 8)}
          valueName="trust"
          dotName="engagement"
          selected=${state.selected}
          onSelect=${onSelect}
        />
      </div>`,
    )}
    ${(!only || only === "more") && More()}`,
    root,
  );
}

/** The charts that stand still. */
function More() {
  const map = { ...AXES, selected: state.cell, onCell, valueName: "performance in year 6, B less A" };
  const series = seriesOf(0);
  return html`<div class="card"><${HeatMap} ...${map} title="Gain" cells=${cells} format="percent" scale="diverging" /></div>
    <div class="card"><${HeatMap} ...${map} title="Performance" cells=${cells} format="percent" /></div>
    <div class="card"><${HeatMap} ...${map} title="What becomes of it" cells=${phases} categories=${NAMES} valueName="outcome" /></div>
    <div class="card">
      <${ScatterBox}
        title="Where the plateau lies"
        x=${{ label: "Trust", values: points.xs, format: "percent" }}
        y=${{ label: "Coaching", values: points.ys, format: "number" }}
        inside=${points.inside}
        insideName="plateau"
        outsideName="no plateau"
        box=${BOX}
      />
    </div>
    <div class="card">
      <${Bars} title="What moves engagement" unit="points" format="percent" signed=${true} bars=${BARS} interval="10–90 % of runs" selected=${state.bar} onBar=${onBar} />
    </div>
    <div class="card">
      <${Strip} title="Leader 3" weeks=${WEEKS} week=${state.week} items=${series.map(({ label, tone, median, low, high }) => ({ key: tone, label, tone, values: median, low, high, format: "percent" }))} />
      <p>Trust in the manager <${Spark} label="Trust in the manager" values=${series[1].median} week=${state.week} format="percent" /> rises.</p>
    </div>`;
}

/** @param {{column: number, row: number}} cell */
function onCell(cell) {
  state.cell = cell;
  draw();
}

/** @param {string} key */
function onBar(key) {
  state.bar = key;
  draw();
}

/** @param {number} rounds @returns {number[]} milliseconds of script that each new set of four charts takes */
function timeRedraws(rounds) {
  const times = [];
  for (let i = 1; i <= rounds; i += 1) {
    state.nudge = i / 1000;
    titles.forEach((_, place) => seriesOf(place));
    const start = performance.now();
    draw();
    times.push(performance.now() - start);
  }
  return times;
}

/** @param {number} rounds @returns {number[]} milliseconds of script that each week of play takes, for all that is on the page */
function timeWeeks(rounds) {
  const times = [];
  for (let week = 0; week < rounds; week += 1) {
    state.week = week;
    const start = performance.now();
    draw();
    times.push(performance.now() - start);
  }
  return times;
}

draw();
Object.assign(window, { gallery: { state, draw, timeRedraws, timeWeeks } });
