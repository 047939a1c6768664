/**
 * Where everyone stands: the one in view on top, those who report to them in columns, and below each of these everyone who
 * reports to them, indented by level. Workers are dots below their boss; in large organizations a bar stands for them.
 *
 * @typedef {object} Organization
 * @property {number} people
 * @property {number} supervisors people 0 to supervisors - 1; the others are workers
 * @property {number} leaders people 0 to leaders - 1, of whom 0 is the head
 * @property {ArrayLike<number>} boss each person's boss, -1 for the head
 *
 * @typedef {object} Branch a supervisor with those below
 * @property {number} person
 * @property {Branch[]} branches supervisors who report here
 * @property {number[]} team workers who report here
 *
 * @typedef {import("d3-hierarchy").HierarchyNode<Branch>} Node
 * @typedef {{person: number, x: number, y: number, width: number, height: number, hidden: number[] | null}} Box `hidden`: the workers a bar stands for
 * @typedef {{person: number, x: number, y: number, radius: number}} Dot
 * @typedef {{boxes: Box[], dots: Dot[], links: string, height: number}} Layout
 */
import { hierarchy } from "../../vendor/d3.js";

/** More people than this in view, and bars stand for the workers. */
export const MOST_DOTS = 600;
/** More boxes than this are not shown at once. */
const MOST_BOXES = 420;
const INDENT = 0.9;

/** @param {Organization} organization @returns {Node[]} the node of every supervisor, by person; the head's comes first */
export function branches({ people, supervisors, boss }) {
  const all = Array.from({ length: supervisors }, (_, person) => ({ person, branches: /** @type {Branch[]} */ ([]), team: /** @type {number[]} */ ([]) }));
  for (let person = 1; person < people; person += 1) {
    const above = all[boss[person]];
    if (person < supervisors) above.branches.push(all[person]);
    else above.team.push(person);
  }
  const root = hierarchy(all[0], (branch) => branch.branches).sum((branch) => branch.team.length + 1);
  const nodes = new Array(supervisors);
  root.each((node) => (nodes[node.data.person] = node));
  return nodes;
}

/** @param {Node} node @returns {number[]} all workers at or below */
function workersBelow(node) {
  return node.descendants().flatMap(({ data }) => data.team);
}

/** @param {Node} root @returns {number} how many levels below the root have boxes */
function levelsShown(root) {
  if ((root.value ?? 0) <= MOST_DOTS) return Infinity;
  const below = root.descendants().filter(({ depth }) => depth <= root.depth + 2).length;
  return below <= MOST_BOXES ? 2 : 1;
}

/** Writes boxes, dots and links while it goes down the tree. */
class Drawing {
  /** @param {number} text @param {boolean} dotted @param {number} deepest */
  constructor(text, dotted, deepest) {
    this.text = text;
    this.dotted = dotted;
    this.deepest = deepest;
    /** @type {Box[]} */
    this.boxes = [];
    /** @type {Dot[]} */
    this.dots = [];
    /** @type {string[]} */
    this.links = [];
  }

  /** @returns {number} the height of a box */
  get tall() {
    return Math.round(this.text * 1.9);
  }

  /** @param {Node} node @param {number} x @param {number} y @param {number} width @returns {number} where what follows may begin */
  own(node, x, y, width) {
    const closed = node.depth >= this.deepest && node.data.branches.length > 0;
    const hidden = this.dotted ? null : closed ? workersBelow(node) : node.data.team;
    this.boxes.push({ person: node.data.person, x, y, width, height: this.tall, hidden: hidden?.length ? hidden : null });
    const next = y + this.tall + this.text * 0.35;
    if (hidden?.length) return next + this.text * 1.2;
    return this.dotted ? this.team(node.data.team, x, next, width) : next;
  }

  /** @param {number[]} team @param {number} x @param {number} y @param {number} width @returns {number} */
  team(team, x, y, width) {
    const pitch = this.text * 0.95;
    const across = Math.max(Math.floor((width - 2) / pitch), 1);
    team.forEach((person, i) => {
      const place = { x: x + 1 + pitch * ((i % across) + 0.5), y: y + pitch * (Math.floor(i / across) + 0.5) };
      this.dots.push({ person, ...place, radius: pitch * 0.44 });
    });
    return y + pitch * Math.ceil(team.length / across);
  }

  /** A branch in a column. @param {Node} node @param {number} x @param {number} y @param {number} width @returns {number} */
  branch(node, x, y, width) {
    let next = this.own(node, x, y, width);
    if (node.depth >= this.deepest) return next;
    const indent = Math.min(this.text * INDENT, width / 8);
    for (const child of node.children ?? []) {
      next += this.text * 0.5;
      const middle = next + this.tall / 2;
      this.links.push(`M${x + indent / 2},${y + this.tall}V${middle}H${x + indent}`);
      next = this.branch(child, x + indent, next, width - indent);
    }
    return next;
  }
}

/**
 * Places for everyone in view.
 * @param {Node} root the one on top
 * @param {number} width @param {number} text pixels
 * @returns {Layout}
 */
export function arrange(root, width, text) {
  const drawing = new Drawing(text, (root.value ?? 0) <= MOST_DOTS, root.depth + levelsShown(root));
  const children = root.children ?? [];
  const gap = text * 1.2;
  const across = Math.max(Math.min(children.length, Math.floor((width + gap) / (text * 10.5 + gap))), 1);
  const lines = Math.ceil(children.length / across) || 1;
  const columns = Math.ceil(children.length / lines) || 1;
  const margin = lines > 1 ? text : 1;
  const column = Math.min((width - margin - 1 - gap * (columns - 1)) / columns, text * 26);
  const start = margin + (width - margin - columns * column - (columns - 1) * gap) / 2;
  const top = Math.min(text * 17, width - 2 * margin);
  const middle = width / 2;
  let y = drawing.own(root, middle - top / 2, 1, top);
  for (let line = 0; line < lines; line += 1) {
    const row = children.slice(line * columns, (line + 1) * columns);
    const bus = y + text * 0.7;
    const below = bus + text * 0.7;
    const centres = row.map((_, i) => start + i * (column + gap) + column / 2);
    if (row.length) {
      const from = lines > 1 ? `M${middle - top / 2},${1 + drawing.tall / 2}H${margin / 2}V${bus}` : `M${middle},${y - text * 0.3}V${bus}`;
      drawing.links.push(from, `M${lines > 1 ? margin / 2 : Math.min(centres[0], middle)},${bus}H${Math.max(centres[centres.length - 1], lines > 1 ? 0 : middle)}`);
    }
    const ends = row.map((child, i) => {
      drawing.links.push(`M${centres[i]},${bus}V${below}`);
      return drawing.branch(child, start + i * (column + gap), below, column);
    });
    y = Math.max(y, ...ends) + text * 0.5;
  }
  const { boxes, dots, links } = drawing;
  return { boxes, dots, links: links.join(""), height: Math.ceil(y + 2) };
}
