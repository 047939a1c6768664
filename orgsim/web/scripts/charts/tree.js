/** The chart of an organization: supervisors as boxes coloured by one value, workers as dots by another. */
import { html, useEffect, useId, useMemo, useRef, useState } from "../../vendor/preact.js";
import { Figure } from "./figure.js";
import { formatter } from "./format.js";
import { Hatching, HeatLegend } from "./heat.js";
import { memo } from "./memo.js";
import { Everyone, meanOver, NOTHING } from "./tree-drawing.js";
import { arrange, branches } from "./tree-layout.js";
import { personAfterKey, shown } from "./tree-keys.js";

/**
 * @typedef {import("./tree-layout.js").Organization} Organization
 * @typedef {import("./tree-layout.js").Layout} Layout
 *
 * @typedef {object} TreeProps
 * @property {string} title
 * @property {unknown} [headline]
 * @property {Organization} organization the same object as long as nobody moves: the layout is kept with it
 * @property {ArrayLike<number>} values [person] from 0 to 1, colours the boxes
 * @property {ArrayLike<number>} [dots] [person] from 0 to 1, colours and sizes the dots; plain dots if not given
 * @property {string} valueName what `values` are, such as "trust"
 * @property {string} [dotName] what `dots` are, such as "engagement"
 * @property {import("./heat.js").Scale} [scale] colours of the boxes, diverging if not given
 * @property {import("./format.js").Format} [format] percent if not given
 * @property {(person: number) => string} [nameOf]
 * @property {number | null} [selected]
 * @property {(person: number) => void} [onSelect]
 */

/** What people are called where nobody gives them names. @param {Organization} organization @returns {(person: number) => string} */
export function plainNames({ leaders, supervisors }) {
  return (person) => {
    if (person === 0) return "Head";
    if (person < leaders) return `Leader ${person}`;
    return person < supervisors ? `Manager ${person - leaders + 1}` : `Worker ${person - supervisors + 1}`;
  };
}

/** The way from the head to whom is on top, each a button. @param {{path: number[], names: (person: number) => string, onRoot: (person: number) => void}} props */
function Way({ path, names, onRoot }) {
  if (path.length < 2) return null;
  return html`<nav class="tree-way" aria-label="Part of the organization">
    ${path.map((person, i) =>
      i < path.length - 1
        ? html`<button type="button" key=${person} onClick=${() => onRoot(person)}>${names(person)}</button><span aria-hidden="true"> › </span>`
        : html`<strong key=${person}>${names(person)}</strong>`,
    )}
  </nav>`;
}

/** @param {TreeProps} props */
function drawTree(props) {
  const { title, headline, organization, values, dots = NOTHING, valueName, dotName, scale = "diverging", onSelect } = props;
  const id = useId();
  const hatching = `${id}-none`;
  const names = useMemo(() => props.nameOf ?? plainNames(organization), [props.nameOf, organization]);
  const { value: write } = useMemo(() => formatter(props.format ?? "percent"), [props.format]);
  const nodes = useMemo(() => branches(organization), [organization]);
  const [top, setTop] = useState(0);
  const root = nodes[top] ?? nodes[0];
  const [place, setPlace] = useState({ person: 0, moved: false });
  /** @type {{width?: number, text?: number, layout?: Layout, tree?: import("./tree-keys.js").Shown}} */
  const kept = useMemo(() => ({}), [root]);
  const drawing = useRef(/** @type {SVGGElement | null} */ (null));
  const layoutFor = (/** @type {number} */ width, /** @type {number} */ text) => {
    if (kept.width !== width || kept.text !== text) {
      const layout = arrange(root, width, text);
      Object.assign(kept, { width, text, layout, tree: shown(layout.boxes, layout.dots, organization.boss) });
    }
    return /** @type {Layout} */ (kept.layout);
  };
  const inView = place.person === root.data.person || kept.tree?.parent.has(place.person);
  const active = inView ? place.person : root.data.person;
  useEffect(() => {
    if (place.moved) /** @type {SVGElement | null} */ (drawing.current?.querySelector(`[data-person="${active}"]`))?.focus();
  }, [place, root]);
  const choose = (/** @type {number} */ person) => {
    const bars = kept.layout?.boxes.some((box) => box.hidden);
    if (bars && person < organization.supervisors && (nodes[person].value ?? 0) > 1) setTop(person);
    setPlace({ person, moved: true });
    onSelect?.(person);
  };
  const personOf = (/** @type {Event} */ event) => {
    const item = /** @type {Element} */ (event.target).closest("[data-person]");
    return item ? Number(item.getAttribute("data-person")) : null;
  };
  const clicked = (/** @type {MouseEvent} */ event) => {
    const person = personOf(event);
    if (person !== null) choose(person);
  };
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !kept.tree) return;
    if (event.key === "Enter" || event.key === " ") choose(active);
    else if (event.key === "Escape" && root.parent) setTop(root.parent.data.person);
    else {
      const next = personAfterKey(event.key, active, root.data.person, kept.tree);
      if (next === null) return;
      setPlace({ person: next, moved: true });
    }
    event.preventDefault();
  };
  const pointed = (/** @type {PointerEvent} */ event) => {
    if (!event.movementX && !event.movementY) return;
    const person = personOf(event);
    if (person !== null && person !== active) setPlace({ person, moved: false });
  };
  const level = (/** @type {number} */ person) =>
    (person < organization.supervisors ? nodes[person].depth : nodes[organization.boss[person]].depth + 1) + 1;
  const about = (/** @type {number} */ person) => {
    if (person >= organization.supervisors) return dotName ? `${names(person)}: ${dotName} ${write(dots[person])}` : names(person);
    const below = nodes[person].descendants().flatMap(({ data }) => data.team);
    const team = below.length ? ` · ${below.length} workers${dotName ? `, ${dotName} ${write(meanOver(dots, below))}` : ""}` : "";
    return `${names(person)}: ${valueName} ${write(values[person])}${team}`;
  };
  return html`<${Figure}
    kind=${`organization-tree scale-${scale}`}
    ...${{ title, headline }}
    description=${`${organization.people} people: ${organization.leaders} leaders with the head, ${organization.supervisors - organization.leaders} managers, ${organization.people - organization.supervisors} workers. Boxes: ${valueName}. Dots: ${dotName ?? "workers"}. Arrow keys move through the reporting lines, Enter chooses.`}
    role="tree"
    height=${(/** @type {number} */ width, /** @type {number} */ text) => (width ? layoutFor(width, text).height : 0)}
    above=${html`<${Way} path=${root.ancestors().reverse().map((node) => node.data.person)} names=${names} onRoot=${setTop} />`}
    draw=${(/** @type {import("./figure.js").Size} */ { width, text }) => html`<g
      ref=${drawing}
      onClick=${clicked}
      onKeyDown=${pressed}
      onPointerMove=${pointed}
    >
      <${Hatching} id=${hatching} />
      <${Everyone} layout=${layoutFor(width, text)} ...${{ text, props, active, names, write, level, hatching }} />
    </g>`}
    below=${html`<div class="chart-keys">
      <${HeatLegend} scale=${scale} label=${`Boxes: ${valueName}`} low=${write(0)} high=${write(1)} />
      <span>Dots: ${dotName ? `${dotName}, the larger the more` : "workers"}</span>
    </div>`}
    readout=${html`<div class="chart-readout">${about(active)}</div>`}
    table=${() => ({
      head: ["Who", "reports to", valueName, "workers below", ...(dotName ? [`their ${dotName}`] : [])],
      rows: nodes.map((node, person) => {
        const below = node.descendants().flatMap(({ data }) => data.team);
        return [names(person), person ? names(organization.boss[person]) : "", write(values[person]), String(below.length), ...(dotName ? [write(meanOver(dots, below))] : [])];
      }),
    })}
  />`;
}

/** The chart of an organization. Give the same organization again and only colours, sizes and numbers are drawn again. */
export const OrganizationTree = memo(drawTree);
