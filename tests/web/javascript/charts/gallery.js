/** All charts on one page, for the tests that look at them. */
import { html, render } from "../../../../orgsim/web/vendor/preact.js";
import { BandChart, DifferenceChart, OrganizationTree } from "../../../../orgsim/web/scripts/charts/index.js";
import { sampleDifference, sampleOrganization, sampleSeries, sampleValues } from "./sample.js";

const WEEKS = 312;
const MARKS = [
  { week: 52, label: "shift" },
  { week: 60, label: "shock" },
  { week: 290, label: "back to directing" },
];
const difference = sampleDifference(WEEKS);
const department = sampleOrganization(6, 5, 8);
const company = sampleOrganization(12, 20, 19);
const state = { week: 120, nudge: 0, selected: 9 };
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
    )}`,
    root,
  );
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
