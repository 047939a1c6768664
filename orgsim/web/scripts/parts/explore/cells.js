/**
 * The plane of two factors as the server has it, and which points lie in which of its cells.
 *
 * @typedef {{key: string, label: string, scale: string, levels: string[] | null, values: number[], edges: number[], unit: string, meaning: string}} Side
 * @typedef {{columns: string[], rows: (number | string)[][], total: number}} Table a row for each point
 * @typedef {{number: number, x: number | string, y: number | string, value: number, values: Record<string, number | string>}} Point
 * @typedef {{name: string, unit: string, meaning: string}} Scalar
 * @typedef {{column: number, row: number}} Cell
 */

/** Columns of a table of points that are no factors. */
const OTHERS = ["point", "stratum", "runs"];

/**
 * The line of cells that a value lies in.
 * @param {Pick<Side, "levels" | "edges">} side @param {number | string} value @returns {number} -1 where it is none of the levels
 */
export function lineOf({ levels, edges }, value) {
  if (levels) return levels.indexOf(String(value));
  let line = 0;
  while (line < edges.length - 2 && edges[line + 1] <= Number(value)) line += 1;
  return line;
}

/**
 * The points of a table.
 * @param {Table} table @param {string} x @param {string} y keys of factors @param {string} value name of the scalar @returns {Point[]}
 */
export function pointsOf({ columns, rows }, x, y, value) {
  const keys = columns.filter((name) => !OTHERS.includes(name) && name !== value);
  return rows.map((row) => {
    const found = Object.fromEntries(columns.map((name, place) => [name, row[place]]));
    const values = Object.fromEntries(keys.map((key) => [key, found[key]]));
    return { number: Number(found.point), x: found[x], y: found[y], value: found[value] === null ? NaN : Number(found[value]), values };
  });
}

/** The points in a cell. @param {Point[]} points @param {Side} x @param {Side} y @param {Cell} cell @returns {Point[]} */
export function within(points, x, y, { column, row }) {
  return points.filter((point) => lineOf(x, point.x) === column && lineOf(y, point.y) === row);
}

/** A list of rows as one list; what is not known is NaN. @param {(number | null)[][]} rows @returns {Float64Array} [row, column] */
export function flat(rows) {
  return Float64Array.from(rows.flat(), (value) => value ?? NaN);
}

/**
 * The category of each cell of a phase diagram: the place of the class that wins where that is sure, else why it is not.
 * @param {{winner: number[][], states: string[][], classes: string[]}} phases @param {string[]} unsure states that stand behind the classes
 * @returns {Float64Array} NaN where a cell is empty
 */
export function categories({ winner, states, classes }, unsure) {
  return Float64Array.from(states.flat(), (state, place) => {
    if (state === "decided") return winner.flat()[place];
    const found = unsure.indexOf(state);
    return found < 0 ? NaN : classes.length + found;
  });
}

/** A number between the values that splits them into halves, rounded so that it can be said. @param {ArrayLike<number>} values */
export function splitting(values) {
  const known = Array.from(values).filter(Number.isFinite).sort((one, other) => one - other);
  if (known.length === 0) return 0;
  const [low, high] = [known[0], known[known.length - 1]];
  const middle = known[Math.floor(known.length / 2)];
  const digits = Math.max(0, 2 - Math.floor(Math.log10(high - low || 1)));
  return Number(middle.toFixed(Math.min(digits, 12)));
}
