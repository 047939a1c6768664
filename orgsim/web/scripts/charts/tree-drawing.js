/** How the people in view are drawn: boxes with words, bars for teams, dots for workers. */
import { html } from "../../vendor/preact.js";
import { heatClass } from "./heat.js";
import { fitted } from "./layout.js";

/**
 * @typedef {import("./tree-layout.js").Box} Box
 * @typedef {import("./tree-layout.js").Layout} Layout
 * @typedef {import("./tree.js").TreeProps} TreeProps
 */

/** The smallest dot, as a share of the largest, and the length of a full bar, as a share of its box. */
const SMALLEST = 0.5;
const BAR = 0.45;

/** @param {ArrayLike<number>} values @param {number[]} people @returns {number} the mean over those who have a value */
export function meanOver(values, people) {
  let sum = 0;
  let count = 0;
  for (const person of people) {
    if (Number.isFinite(values[person])) {
      sum += values[person];
      count += 1;
    }
  }
  return count ? sum / count : NaN;
}

/** Values of people of whom nothing is said. @type {ArrayLike<number>} */
export const NOTHING = [];
const PLAIN = { class: "heat tree-plain" };

/** @param {number} value @param {string} hatching @returns {Record<string, string>} class and fill of a mark */
function paint(value, hatching) {
  return Number.isFinite(value) ? { class: heatClass(value) } : { fill: `url(#${hatching})`, class: "heat" };
}

/** What is written on a box and on its bar. @param {{box: Box, name: string, value: number, team: number, text: number, write: (value: number) => string, strong: boolean}} props */
function Words({ box, name, value, team, text, write, strong }) {
  const { x, y, width, height, hidden } = box;
  const number = write(value);
  const said = hidden && (Number.isFinite(team) ? `${hidden.length} · ${write(team)}` : `${hidden.length} people`);
  const room = width - text * (1.4 + number.length * 0.65);
  const line = y + height / 2;
  const kind = `${strong ? "tree-leader" : ""} ${Number.isFinite(value) ? "" : "tree-unknown"}`;
  return html`<text class=${kind} x=${x + text * 0.5} y=${line} dy="0.35em">${fitted(name, room, text)}</text>
    <text class=${kind} x=${x + width - text * 0.5} y=${line} dy="0.35em" text-anchor="end">${number}</text>
    ${hidden && html`<text class="chart-note" x=${Number.isFinite(team) ? x + width * BAR + 6 : x + text * 0.5} y=${y + height + text * 0.62} dy="0.35em">${said}</text>`}`;
}

/** The bar that stands for workers: as long as their mean. @param {{box: Box, team: number, text: number}} props */
function TeamBar({ box: { x, y, width, height }, team, text }) {
  const place = { x, y: y + height + text * 0.62 - 3.5, height: 7, rx: 3 };
  return html`<rect class="tree-bar" ...${place} width=${width * BAR} />
    <rect class=${heatClass(team)} ...${place} width=${width * BAR * (Number.isFinite(team) ? team : 0)} />`;
}

/** Everyone in view. @param {{layout: Layout, text: number, props: TreeProps, active: number, names: (person: number) => string, write: (value: number) => string, level: (person: number) => number, hatching: string}} props */
export function Everyone({ layout, text, props, active, names, write, level, hatching }) {
  const { organization, values, dots = NOTHING, valueName, dotName, selected } = props;
  const item = (/** @type {number} */ person) => ({
    role: "treeitem",
    "data-person": person,
    "aria-level": level(person),
    "aria-selected": person === selected ? "true" : "false",
    tabindex: person === active ? 0 : -1,
    class: person === selected ? "tree-item tree-selected" : "tree-item",
  });
  const places = layout.boxes.map((box) => ({
    box,
    value: values[box.person],
    team: box.hidden ? meanOver(dots, box.hidden) : NaN,
    name: names(box.person),
    strong: box.person < organization.leaders,
  }));
  return html`<path class="tree-links" d=${layout.links} />
    ${places.map(({ box, value, team, name }) => {
      const { person, hidden, x, y, width, height } = box;
      const said = `${name}, ${valueName} ${write(value)}${hidden ? `, ${hidden.length} people${dotName ? `, ${dotName} ${write(team)}` : ""}` : ""}`;
      return html`<g key=${person} ...${item(person)} aria-label=${said}>
        <rect ...${paint(value, hatching)} x=${x} y=${y} width=${width} height=${height} rx="4" />
        ${hidden && dotName && html`<${TeamBar} ...${{ box, team, text }} />`}
      </g>`;
    })}
    <g class="tree-words" aria-hidden="true">
      ${places.map((each) => html`<${Words} key=${each.box.person} ...${each} ...${{ text, write }} />`)}
    </g>
    ${layout.dots.map(({ person, x, y, radius }) => {
      const value = dots[person];
      const size = radius * (SMALLEST + (1 - SMALLEST) * (value >= 0 ? Math.min(value, 1) : 1));
      const said = dotName && person === active ? `${names(person)}, ${dotName} ${write(value)}` : names(person);
      return html`<g key=${person} ...${item(person)} aria-label=${said}>
        <circle class="tree-target" cx=${x} cy=${y} r=${radius * 1.1} /><circle ...${dotName ? paint(value, hatching) : PLAIN} cx=${x} cy=${y} r=${size} />
      </g>`;
    })}`;
}
