/** Under which conditions an outcome is above or below a number: boxes in the space of the factors, in words and as a picture. */
import { formatter, ScatterBox } from "../../charts/index.js";
import { html, useMemo } from "../../../vendor/preact.js";
import { useApp } from "../app.js";
import { addressOf, useAsked } from "./asking.js";
import { Words } from "./map.js";
import { Missing } from "./missing.js";
import { Split, splitOf } from "./split.js";
import { capital, labelOf, scalarFormat } from "./wording.js";

/**
 * @typedef {{key: string, label: string, low: number | null, high: number | null, levels: string[] | null, quasi_p: number}} Limit
 * @typedef {{words: string, coverage: number, density: number, mass: number, points: number, chance: number, limits: Limit[]}} Box
 * @typedef {import("./sweep.js").Look} Look
 */

const share = formatter("percent").value;
const small = (/** @type {number} */ p) => (p < 0.001 ? "below 0.001" : p.toFixed(3));

/** @param {{look: Look}} props */
export function BoxesView({ look }) {
  const split = splitOf(look);
  if (split === null) return html`<${Missing} error=${null} busy />`;
  const side = look.read("side") === "below" ? "below" : "above";
  const picked = (/** @type {Event} */ event) => look.change({ side: /** @type {HTMLSelectElement} */ (event.target).value, box: undefined });
  return html`
    <${Split} ...${{ look, split }}>
      <label>When is it
        <select value=${side} onChange=${picked}>
          <option value="above" selected=${side === "above"}>above</option>
          <option value="below" selected=${side === "below"}>below</option>
        </select>
      </label>
    <//>
    <${Found} ...${{ look, split, side }} />
  `;
}

/** @param {{look: Look, split: number, side: "above" | "below"}} props */
function Found({ look, split, side }) {
  const { catalog } = useApp();
  const { name, x, y, scalar, points, total, read, change } = look;
  const { data, error, busy } = useAsked(addressOf(name, "boxes", { value: scalar.name, [side]: split }));
  const inside = useMemo(() => points.map(({ value }) => (side === "above" ? value > split : value < split)), [points, side, split]);
  const chosen = Number(read("box") ?? 0);
  /** @type {Box | undefined} */
  const box = data?.boxes[chosen] ?? data?.boxes[0];
  const across = useMemo(() => axisOf(x, points.map((point) => point.x)), [x, points]);
  const upwards = useMemo(() => axisOf(y, points.map((point) => point.y)), [y, points]);
  if (!data) return html`<${Missing} ...${{ error, busy }} />`;
  const said = `${side} ${formatter(scalarFormat(catalog, scalar)).value(split)}`;
  return html`
    <p>${labelOf(scalar.name)} is ${said} at ${data.cases.toLocaleString("en-GB")} of ${data.points.toLocaleString("en-GB")} points.${data.boxes.length === 0 ? " No conditions were found that chance would not give as well." : ""}</p>
    <ol class="explore-boxes">
      ${data.boxes.map((/** @type {Box} */ each, /** @type {number} */ place) => html`<${BoxItem} key=${place} box=${each} chosen=${each === box} onChoose=${() => change({ box: String(place) })} />`)}
    </ol>
    ${x === y ? null : html`<${ScatterBox}
      title=${`${labelOf(scalar.name)} ${said}`}
      headline=${box ? `The frame is the chosen box as far as it limits these two factors; it counts over all of them: ${box.words}.` : "Each mark is a point of the sweep."}
      x=${across}
      y=${upwards}
      inside=${inside}
      insideName=${said}
      outsideName=${`not ${said}`}
      box=${box ? frameOf(box, x.key, y.key) : null}
    />`}
    ${total > points.length ? html`<p class="small soft">The first ${points.length.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")} points are drawn.</p>` : null}
    <${Words} text=${data.text} />
  `;
}

/** @param {{box: Box, chosen: boolean, onChoose: () => void}} props */
function BoxItem({ box, chosen, onChoose }) {
  return html`<li>
    <button type="button" aria-pressed=${chosen ? "true" : "false"} onClick=${onChoose}>${capital(box.words)}</button>
    <p class="small">
      ${share(box.density)} of the ${box.points.toLocaleString("en-GB")} points inside are of the kind (density), and${" "}
      ${share(box.coverage)} of all that are lie inside (coverage); chance gives as good a box in ${share(box.chance)} of samples or fewer.
    </p>
    <ul class="small soft">
      ${box.limits.map(({ key, label, quasi_p }) => html`<li key=${key}>Limit on ${label}: quasi-p ${small(quasi_p)} that chance alone makes the box as dense</li>`)}
    </ul>
  </li>`;
}

/** A factor's values as places on an axis. @param {import("./wording.js").Factor} factor @param {(number | string)[]} values */
function axisOf({ label, values: known }, values) {
  const levels = values.some((value) => typeof value === "string") ? (known ?? []).map(String) : null;
  if (!levels) return { label: capital(label), values: values.map(Number) };
  return { label: capital(label), values: values.map((value) => levels.indexOf(String(value))), format: (/** @type {number} */ place) => levels[place] ?? "" };
}

/** The box on the plane of two factors; open where it has no limit. @param {Box} box @param {string} x @param {string} y @returns {import("../../charts/scatter.js").Limits} */
export function frameOf({ limits }, x, y) {
  const side = (/** @type {string} */ key) => {
    const limit = limits.find((each) => each.key === key && each.levels === null);
    return /** @type {[number, number]} */ ([limit?.low ?? -Infinity, limit?.high ?? Infinity]);
  };
  return { x: side(x), y: side(y) };
}
