/** A map over two factors: a value in each cell, as colour and as number, or a category, as colour and pattern. */
import { html, useId, useMemo, useState } from "../../vendor/preact.js";
import { Figure } from "./figure.js";
import { formatter } from "./format.js";
import { GridArea } from "./grid.js";
import { Hatching, HeatLegend, heatClass } from "./heat.js";
import { boldWidth, rangeOf, textWidth } from "./layout.js";
import { memo } from "./memo.js";
import { PatternLegend, patternId, Patterns } from "./patterns.js";
import { Tooltip } from "./tooltip.js";

/**
 * @typedef {import("./grid.js").Cell} Cell
 * @typedef {{label: string, values: ArrayLike<number>, format?: import("./format.js").Format}} Factor values rise
 *
 * @typedef {object} MapProps
 * @property {string} title
 * @property {unknown} [headline]
 * @property {string} [unit]
 * @property {Factor} x
 * @property {Factor} y
 * @property {ArrayLike<number>} cells [y, x], values or numbers of categories; NaN where nothing is known
 * @property {string} valueName what the cells hold
 * @property {import("./format.js").Format} [format]
 * @property {import("./heat.js").Scale} [scale] sequential if not given
 * @property {[number, number]} [domain] of the colours; of a diverging scale its middle is the neutral value
 * @property {string[]} [categories] names; then cells are numbers of categories
 * @property {Cell | null} [selected]
 * @property {(cell: Cell) => void} [onCell] a cell was chosen
 * @property {number} [height]
 */

/** @param {MapProps} props @returns {[number, number]} of the colours: about zero if the scale diverges and nothing else was said */
export function mapRange({ cells, domain, scale }) {
  const [low, high] = rangeOf([cells], domain);
  if (domain || scale !== "diverging") return [low, high];
  const far = Math.max(Math.abs(low), Math.abs(high));
  return [-far, far];
}

/** @param {number} count @param {number} pixels @param {number} room @returns {number[]} which of so many labels are written */
export function everySo(count, pixels, room) {
  const every = Math.max(1, Math.ceil((room * count) / pixels));
  return Array.from({ length: Math.ceil(count / every) }, (_, i) => i * every);
}

/** @param {number} value @param {string[] | undefined} categories @returns {boolean} whether the cell holds something that can be shown */
const isKnown = (value, categories) => Number.isFinite(value) && (!categories || value in categories);

/** @param {MapProps} props @param {(value: number) => string} write @returns {(place: number) => string} what a cell holds */
function contents({ cells, categories }, write) {
  return (place) => {
    const value = cells[place];
    if (!isKnown(value, categories)) return "not known";
    return categories ? categories[value] : write(value);
  };
}

/** All cells; drawn again only when their values or the edges change. */
const Cells = memo(
  /** @param {{cells: ArrayLike<number>, columns: number, rows: number, left: number, right: number, top: number, bottom: number, text: number, low: number, high: number, categories?: string[], id: string, write: (value: number) => string}} props */
  ({ cells, columns, rows, left, right, top, bottom, text, low, high, categories, id, write }) => {
    const width = (right - left) / columns;
    const height = (bottom - top) / rows;
    const numbers = Array.from(cells, (value) => (Number.isFinite(value) && !categories ? write(value) : ""));
    const room = Math.max(0, ...numbers.map((number) => textWidth(number, text))) + 6 <= width && text * 1.4 <= height;
    return html`<g class="map-cells">
      ${Array.from(cells, (value, place) => {
        const x = left + width * (place % columns);
        const y = bottom - height * (Math.floor(place / columns) + 1);
        const known = isKnown(value, categories);
        const fill = !known ? `url(#${id}-none)` : categories ? `url(#${patternId(id, value)})` : undefined;
        return html`<g key=${place}>
          <rect class=${fill ? "map-cell" : `map-cell ${heatClass(value, low, high)}`} fill=${fill} ...${{ x, y, width, height }} />
          ${room && numbers[place] && html`<text x=${x + width / 2} y=${y + height / 2} dy="0.35em" text-anchor="middle">${numbers[place]}</text>`}
        </g>`;
      })}
    </g>`;
  },
);

/** The names and values of both factors. @param {{x: Factor, y: Factor, box: import("./axes.js").Box, size: import("./figure.js").Size}} props */
function Factors({ x, y, box, size: { text, height } }) {
  const [writeX, writeY] = [formatter(x.format).tick, formatter(y.format).tick];
  const wide = (box.right - box.left) / x.values.length;
  const tall = (box.bottom - box.top) / y.values.length;
  const longest = Math.max(...Array.from(x.values, (value) => textWidth(writeX(value), text)));
  return html`<g class="chart-axis">
    ${everySo(x.values.length, box.right - box.left, longest + text).map(
      (i) => html`<text key=${`x${i}`} x=${box.left + wide * (i + 0.5)} y=${box.bottom + text * 1.4} text-anchor="middle">${writeX(x.values[i])}</text>`,
    )}
    ${everySo(y.values.length, box.bottom - box.top, text * 1.5).map(
      (i) => html`<text key=${`y${i}`} x=${box.left - 6} y=${box.bottom - tall * (i + 0.5)} dy="0.35em" text-anchor="end">${writeY(y.values[i])}</text>`,
    )}
    <text class="chart-factor" x=${(box.left + box.right) / 2} y=${height - text * 0.5} text-anchor="middle">${x.label} →</text>
    <text class="chart-factor" x="0" y=${text}>↑ ${y.label}</text>
  </g>`;
}

/** The frame about one cell. @param {{cell: Cell, columns: number, rows: number, box: import("./axes.js").Box, kind: string}} props */
function Frame({ cell, columns, rows, box, kind }) {
  const width = (box.right - box.left) / columns;
  const height = (box.bottom - box.top) / rows;
  return html`<rect class=${kind} x=${box.left + width * cell.column} y=${box.bottom - height * (cell.row + 1)} width=${width} height=${height} />`;
}

/** @param {number} width @returns {number} */
const mapHeight = (width) => Math.round(Math.min(Math.max(width * 0.7, 240), 560));

/** @param {MapProps} props */
function drawMap(props) {
  const { title, headline, unit, x, y, cells, valueName, scale = "sequential", categories, selected, onCell, height = mapHeight } = props;
  const id = useId();
  const columns = x.values.length;
  const rows = y.values.length;
  const [active, setActive] = useState({ cell: selected ?? { column: 0, row: 0 }, shown: false });
  const cell = { column: Math.min(active.cell.column, columns - 1), row: Math.min(active.cell.row, rows - 1) };
  const { value: write } = useMemo(() => formatter(props.format), [props.format]);
  const [low, high] = useMemo(() => mapRange(props), [cells, props.domain?.[0], props.domain?.[1], scale]);
  const hold = contents(props, write);
  const [writeX, writeY] = [formatter(x.format).value, formatter(y.format).value];
  const lines = [
    `${valueName}: ${hold(cell.row * columns + cell.column)}`,
    `${x.label}: ${writeX(x.values[cell.column])}`,
    `${y.label}: ${writeY(y.values[cell.row])}`,
  ];
  const boxFor = (/** @type {import("./figure.js").Size} */ { width, height: tall, text }) => ({
    left: Math.ceil(Math.max(...Array.from(y.values, (value) => boldWidth(formatter(y.format).tick(value), text))) + 10),
    right: width - 2,
    top: Math.ceil(text * 1.8),
    bottom: Math.floor(tall - text * 3.4),
  });
  const draw = (/** @type {import("./figure.js").Size} */ size) => {
    const box = boxFor(size);
    return html`<${Hatching} id=${`${id}-none`} />
      ${categories && html`<${Patterns} id=${id} count=${categories.length} />`}
      <${Cells} ...${box} ...${{ cells, columns, rows, low, high, categories, id, write }} text=${size.text} />
      <${Factors} ...${{ x, y, box, size }} />
      ${selected && html`<${Frame} cell=${selected} kind="map-selected" ...${{ columns, rows, box }} />`}
      ${active.shown && html`<${Frame} cell=${cell} kind="map-active" ...${{ columns, rows, box }} />`}`;
  };
  const over = (/** @type {import("./figure.js").Size} */ size) => {
    const box = boxFor(size);
    const at = { x: box.left + ((box.right - box.left) / columns) * (cell.column + 0.5), y: box.bottom - ((box.bottom - box.top) / rows) * (cell.row + 1) };
    return html`<${GridArea}
        ...${{ title, box, columns, rows, cell }}
        said=${lines.join(", ")}
        chosen=${selected?.column === cell.column && selected.row === cell.row}
        onMove=${(/** @type {Cell} */ next, /** @type {boolean} */ visible) => setActive({ cell: next, shown: visible })}
        onChoose=${(/** @type {Cell} */ next) => {
          setActive({ cell: next, shown: true });
          onCell?.(next);
        }}
      />
      ${active.shown && html`<${Tooltip} ...${at} width=${size.width} lines=${lines} />`}`;
  };
  const below = html`<div class="chart-keys">
    ${categories
      ? html`<${PatternLegend} id=${id} names=${categories} />`
      : html`<${HeatLegend} scale=${scale} label=${valueName} low=${write(low)} high=${write(high)} />`}
    <span class="chart-key">
      <svg width="22" height="14" aria-hidden="true"><rect class="chart-swatch" x="0.5" y="0.5" width="21" height="13" fill=${`url(#${id}-none)`} /></svg>
      <span>not known</span>
    </span>
  </div>`;
  return html`<${Figure}
    kind=${`heat-map scale-${scale}`}
    ...${{ title, headline, unit, height, draw, over, below }}
    description=${`${valueName} over ${x.label} (${columns} values from ${writeX(x.values[0])} to ${writeX(x.values[columns - 1])}) and ${y.label} (${rows} values from ${writeY(y.values[0])} to ${writeY(y.values[rows - 1])}).`}
    table=${() => ({
      head: [`${y.label} \\ ${x.label}`, ...Array.from(x.values, writeX)],
      rows: Array.from(y.values, (value, row) => [writeY(value), ...Array.from(x.values, (_, column) => hold(row * columns + column))]),
    })}
  />`;
}

/** A map of values or categories over two factors. */
export const HeatMap = memo(drawMap);
