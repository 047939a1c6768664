/** The points in the chosen cell, each of which can be opened in the simulator. */
import { formatter } from "../../charts/index.js";
import { html } from "../../../vendor/preact.js";
import { useApp } from "../app.js";
import { addressOf, useAsked } from "./asking.js";
import { within } from "./cells.js";
import { cellOf } from "./map.js";
import { OpenButton } from "./opening.js";
import { capital, labelOf, scalarFormat, valueText } from "./wording.js";

/** @typedef {import("./cells.js").Side} Side */

const MOST = 50;

/** @param {{look: import("./sweep.js").Look, shown: boolean}} props */
export function CellPanel({ look, shown }) {
  const { name, x, y, scalar, read } = look;
  const text = read("cell");
  const { data } = useAsked(shown && text !== undefined ? addressOf(name, "grid", { x: x.key, y: y.key, value: scalar.name }) : null);
  const cell = data ? cellOf(text, data) : null;
  if (!shown || !data || !cell) return null;
  return html`<${Inside} ...${{ look, cell, grid: data }} />`;
}

/** @param {{look: import("./sweep.js").Look, cell: import("./cells.js").Cell, grid: any}} props */
function Inside({ look, cell, grid }) {
  const { catalog } = useApp();
  const { name, scalar, points, total, change } = look;
  const { value: write } = formatter(scalarFormat(catalog, scalar));
  const found = within(points, grid.x, grid.y, cell);
  const { row, column } = cell;
  const [mean, low, high, runs] = [grid.mean, grid.low, grid.high, grid.n].map((each) => each[row][column]);
  const keys = found.length > 0 ? Object.keys(found[0].values) : [];
  const labels = new Map([grid.x, grid.y].map((side) => [side.key, capital(side.label)]));
  return html`<section class="panel explore-cell" aria-labelledby="cell-name">
    <div class="explore-cell-head">
      <h2 id="cell-name">${capital(grid.x.label)} ${lineText(grid.x, column, grid.grid)}, ${grid.y.label} ${lineText(grid.y, row, grid.grid)}</h2>
      <button type="button" class="quiet" onClick=${() => change({ cell: undefined })} aria-label="Close the cell">×</button>
    </div>
    <p class="numbers">
      ${mean === null
        ? "No run lies in this cell."
        : `${labelOf(scalar.name)}: ${write(mean)}${low === null || high === null ? "" : ` (${formatter("percent").value(grid.confidence)} interval ${write(low)} to ${write(high)})`} from ${runs.toLocaleString("en-GB")} runs.`}
    </p>
    ${found.length > 0
      ? html`<div class="chart-scroll explore-points" tabindex="0" role="region" aria-label="Points in the cell">
          <table>
            <thead>
              <tr><th scope="col">Point</th>${keys.map((key) => html`<th scope="col" key=${key} title=${key}>${labels.get(key) ?? labelOf(key.split(".").pop() ?? key)}</th>`)}<th scope="col">${labelOf(scalar.name)}</th><th scope="col"><span class="unseen">Open</span></th></tr>
            </thead>
            <tbody>
              ${found.slice(0, MOST).map(
                (point) => html`<tr key=${point.number}>
                  <th scope="row">${point.number}</th>
                  ${keys.map((key) => html`<td key=${key}>${valueText(point.values[key])}</td>`)}
                  <td>${write(point.value)}</td>
                  <td><${OpenButton} name=${name} point=${point.number} /></td>
                </tr>`,
              )}
            </tbody>
          </table>
        </div>`
      : null}
    ${found.length > MOST ? html`<p class="small soft">The first ${MOST} of ${found.length} points in this cell.</p>` : null}
    ${total > points.length ? html`<p class="small soft">Only the first ${points.length.toLocaleString("en-GB")} of the sweep's ${total.toLocaleString("en-GB")} points are listed.</p>` : null}
    <p class="small soft">A point becomes future B of the simulator, with the sweep's organization and dice, so that it is exactly that run; future A stays as it is.</p>
  </section>`;
}

/** The value of a line of cells, or from where to where it reaches. @param {Side} side @param {number} line @param {boolean} grid @returns {string} */
function lineText({ levels, values, edges }, line, grid) {
  if (levels) return levels[line];
  return grid ? valueText(values[line]) : `${valueText(edges[line])} to ${valueText(edges[line + 1])}`;
}
