/**
 * The controls over a map of cells: one place for keys, and for screen readers the one cell of a large grid that counts now.
 */
import { html, useId } from "../../vendor/preact.js";

/** @typedef {{column: number, row: number}} Cell row 0 is the lowest */

/**
 * The cell a key leads to: arrows go one on, Home and End along the row, Page Up and Page Down along the column.
 * @param {string} key @param {Cell} cell @param {number} columns @param {number} rows @returns {Cell | null}
 */
export function cellAfterKey(key, { column, row }, columns, rows) {
  const moves = /** @type {Record<string, Cell>} */ ({
    ArrowLeft: { column: column - 1, row },
    ArrowRight: { column: column + 1, row },
    ArrowUp: { column, row: row + 1 },
    ArrowDown: { column, row: row - 1 },
    Home: { column: 0, row },
    End: { column: columns - 1, row },
    PageUp: { column, row: rows - 1 },
    PageDown: { column, row: 0 },
  });
  if (!(key in moves)) return null;
  const inside = (/** @type {number} */ value, /** @type {number} */ count) => Math.min(Math.max(value, 0), count - 1);
  return { column: inside(moves[key].column, columns), row: inside(moves[key].row, rows) };
}

/**
 * @param {object} props
 * @param {string} props.title
 * @param {import("./axes.js").Box} props.box edges of the map
 * @param {number} props.columns
 * @param {number} props.rows
 * @param {Cell} props.cell the one that counts now
 * @param {string} props.said what it holds
 * @param {boolean} props.chosen
 * @param {(cell: Cell, shown: boolean) => void} props.onMove `shown`: with a note beside it
 * @param {(cell: Cell) => void} props.onChoose
 */
export function GridArea({ title, box, columns, rows, cell, said, chosen, onMove, onChoose }) {
  const id = useId();
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const under = (/** @type {MouseEvent} */ event) => {
    const edges = /** @type {HTMLElement} */ (event.currentTarget).getBoundingClientRect();
    const part = (/** @type {number} */ offset, /** @type {number} */ length, /** @type {number} */ count) =>
      Math.min(Math.max(Math.floor((offset / length) * count), 0), count - 1);
    const fromTop = part(event.clientY - edges.top, height, rows);
    return { column: part(event.clientX - edges.left, width, columns), row: rows - 1 - fromTop };
  };
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = cellAfterKey(event.key, cell, columns, rows);
    if (next) onMove(next, true);
    else if (event.key === "Enter" || event.key === " ") onChoose(cell);
    else if (event.key === "Escape") onMove(cell, false);
    else return;
    event.preventDefault();
  };
  return html`<div
    class="chart-grid-area"
    role="grid"
    tabindex="0"
    aria-label=${`Cells of ${title}`}
    aria-rowcount=${rows}
    aria-colcount=${columns}
    aria-activedescendant=${`${id}-cell`}
    style=${{ left: `${box.left}px`, top: `${box.top}px`, width: `${width}px`, height: `${height}px` }}
    onPointerMove=${(/** @type {MouseEvent} */ event) => onMove(under(event), true)}
    onPointerLeave=${() => onMove(cell, false)}
    onFocus=${() => onMove(cell, true)}
    onBlur=${() => onMove(cell, false)}
    onClick=${(/** @type {MouseEvent} */ event) => onChoose(under(event))}
    onKeyDown=${pressed}
  >
    <div role="row" aria-rowindex=${rows - cell.row}>
      <div role="gridcell" id=${`${id}-cell`} aria-colindex=${cell.column + 1} aria-selected=${chosen ? "true" : "false"} aria-label=${said}></div>
    </div>
  </div>`;
}
