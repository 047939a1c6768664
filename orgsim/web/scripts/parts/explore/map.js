/** An outcome over two factors. */
import { HeatMap } from "../../charts/index.js";
import { html, useMemo } from "../../../vendor/preact.js";
import { useApp } from "../app.js";
import { addressOf, useAsked } from "./asking.js";
import { flat } from "./cells.js";
import { Missing } from "./missing.js";
import { capital, labelOf, scalarFormat } from "./wording.js";

/** @param {{look: import("./sweep.js").Look}} props */
export function MapView({ look }) {
  const { catalog } = useApp();
  const { name, x, y, scalar, read, change } = look;
  const { data, error, busy } = useAsked(addressOf(name, "grid", { x: x.key, y: y.key, value: scalar.name }));
  const cells = useMemo(() => (data ? flat(data.mean) : new Float64Array(0)), [data]);
  if (!data) return html`<${Missing} ...${{ error, busy }} />`;
  const format = scalarFormat(catalog, scalar);
  return html`
    <${HeatMap}
      title=${labelOf(scalar.name)}
      unit=${format === "percent" ? undefined : scalar.unit}
      headline=${`Mean over the runs of each cell${data.grid ? "" : "; the points are scattered, so cells hold several"}${alsoVaried(data.others)}. Choose a cell to see its points.`}
      x=${factorOf(data.x)}
      y=${factorOf(data.y)}
      cells=${cells}
      valueName=${labelOf(scalar.name)}
      format=${format}
      selected=${cellOf(read("cell"), data)}
      onCell=${(/** @type {import("./cells.js").Cell} */ cell) => change({ cell: `${cell.column},${cell.row}` })}
    />
    <${Words} text=${data.text} />
  `;
}

/** @param {string[]} others labels @returns {string} */
export function alsoVaried(others) {
  return others.length > 0 ? `; inside a cell ${others.join(", ")} also vary` : "";
}

/** What a side is for the chart. @param {import("./cells.js").Side} side */
export function factorOf({ label, values, levels }) {
  return { label: capital(label), values, format: levels ? (/** @type {number} */ place) => levels[place] ?? "" : undefined };
}

/** The chosen cell, where there is one on this plane. @param {string | undefined} text @param {{x: import("./cells.js").Side, y: import("./cells.js").Side}} plane */
export function cellOf(text, { x, y }) {
  const [column, row] = (text ?? "").split(",").map(Number);
  const fits = Number.isInteger(column) && Number.isInteger(row) && column >= 0 && row >= 0 && column < x.values.length && row < y.values.length;
  return fits ? { column, row } : null;
}

/** What the analysis says in its own words. @param {{text: string}} props */
export function Words({ text }) {
  return html`<details class="explore-words"><summary>In words, as on the command line</summary><pre tabindex="0">${text}</pre></details>`;
}
