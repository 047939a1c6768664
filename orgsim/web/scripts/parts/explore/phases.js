/** In which cells most runs end above a number, and where that is sure. */
import { formatter, HeatMap } from "../../charts/index.js";
import { html, useMemo } from "../../../vendor/preact.js";
import { useApp } from "../app.js";
import { addressOf, useAsked } from "./asking.js";
import { categories } from "./cells.js";
import { alsoVaried, cellOf, factorOf, Words } from "./map.js";
import { Missing } from "./missing.js";
import { Split, splitOf } from "./split.js";
import { capital, labelOf, scalarFormat } from "./wording.js";

/** States of cells in which no class has surely won. */
const UNSURE = ["runs disagree", "too few runs"];

/** @param {{look: import("./sweep.js").Look}} props */
export function PhasesView({ look }) {
  const split = splitOf(look);
  if (split === null) return html`<${Missing} error=${null} busy />`;
  return html`<${Split} ...${{ look, split }} /><${Diagram} ...${{ look, split }} />`;
}

/** @param {{look: import("./sweep.js").Look, split: number}} props */
function Diagram({ look, split }) {
  const { catalog } = useApp();
  const { name, x, y, scalar, read, change } = look;
  const where = `${scalar.name} > ${split}`;
  const { data, error, busy } = useAsked(addressOf(name, "phases", { x: x.key, y: y.key, where }));
  const cells = useMemo(() => (data ? categories(data, UNSURE) : new Float64Array(0)), [data]);
  if (!data) return html`<${Missing} ...${{ error, busy }} />`;
  const said = formatter(scalarFormat(catalog, scalar)).value(split);
  const share = formatter("percent").value;
  const [above, below] = data.parts;
  return html`
    <${HeatMap}
      title=${`Where most runs have ${labelOf(scalar.name).toLowerCase()} above ${said}`}
      headline=${`Surely above in ${share(above.surely)} of the cells, surely not in ${share(below.surely)}: sure means that the lead cannot be chance at ${share(data.confidence)}${alsoVaried(data.others)}.`}
      x=${factorOf(data.x)}
      y=${factorOf(data.y)}
      cells=${cells}
      valueName="Most runs"
      categories=${[`above ${said}`, `not above ${said}`, ...UNSURE]}
      selected=${cellOf(read("cell"), data)}
      onCell=${(/** @type {import("./cells.js").Cell} */ cell) => change({ cell: `${cell.column},${cell.row}` })}
    />
    ${data.note ? html`<p class="explore-notice">${capital(data.note)}.</p>` : null}
    <${Words} text=${data.text} />
  `;
}
