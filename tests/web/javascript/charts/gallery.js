/** All charts on one page, for the tests that look at them. */
import { html, render } from "../../../../orgsim/web/vendor/preact.js";
import { BandChart } from "../../../../orgsim/web/scripts/charts/index.js";
import { sampleSeries } from "./sample.js";

const WEEKS = 312;
const MARKS = [
  { week: 52, label: "shift" },
  { week: 60, label: "shock" },
  { week: 290, label: "back to directing" },
];
const state = { week: 120, nudge: 0 };
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

export function draw() {
  render(
    html`<h1 class="wide">Charts</h1>
    ${titles.map(
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

draw();
Object.assign(window, { gallery: { state, draw, timeRedraws } });
