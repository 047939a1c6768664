/** Computed styles written into the elements of a drawing, so that it looks the same without the page. */

/** What counts in a drawing, with the values that need not be written. */
const PROPERTIES = /** @type {Record<string, string>} */ ({
  fill: "rgb(0, 0, 0)",
  "fill-opacity": "1",
  stroke: "none",
  "stroke-width": "1px",
  "stroke-opacity": "1",
  "stroke-dasharray": "none",
  "stroke-linejoin": "miter",
  opacity: "1",
  "paint-order": "normal",
});
const OF_TEXT = /** @type {Record<string, string>} */ ({ "font-size": "", "font-weight": "400", "text-anchor": "start" });
/** Seen on the page only: where the pointer is. */
const LEFT_OUT = ".chart-cursor, .map-active, .tree-target";
const OF_THE_PAGE = /^(class|style|role|tabindex|id|data-.*|aria-.*)$/;
const MODERN_COLOUR = /^(oklab|oklch|lab|lch|color|color-mix|light-dark)\(/;

/** @returns {(colour: string) => string} writes any colour the browser knows as rgb, which every program reads */
function plainColours() {
  /** @type {Map<string, string>} */
  const known = new Map();
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  return (colour) => {
    if (!MODERN_COLOUR.test(colour)) return colour;
    if (!known.has(colour)) {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
      known.set(colour, `rgb(${red}, ${green}, ${blue})`);
    }
    return /** @type {string} */ (known.get(colour));
  };
}

/** @param {Element} from @param {Element} to @param {(colour: string) => string} plain */
function write(from, to, plain) {
  const style = getComputedStyle(from);
  for (const name of to.getAttributeNames()) {
    if (OF_THE_PAGE.test(name) && !(name === "id" && to.closest("defs"))) to.removeAttribute(name);
  }
  if (to.closest("defs") === to || to.tagName === "desc") return;
  const wanted = to.tagName === "text" ? { ...PROPERTIES, ...OF_TEXT } : PROPERTIES;
  for (const [name, usual] of Object.entries(wanted)) {
    const value = plain(style.getPropertyValue(name)).replace(/url\("?[^"#)]*(#[^")]+)"?\)/, "url($1)");
    if (value && value !== usual) to.setAttribute(name, value);
    else to.removeAttribute(name);
  }
}

/**
 * A copy of a drawing that needs no style sheet and shows no cursor.
 * @param {SVGSVGElement} drawing on the page
 * @returns {SVGSVGElement}
 */
export function selfContained(drawing) {
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  const plain = plainColours();
  const originals = drawing.querySelectorAll("*");
  const copies = [...copy.querySelectorAll("*")];
  originals.forEach((original, i) => write(original, copies[i], plain));
  originals.forEach((original, i) => original.matches(LEFT_OUT) && copies[i].remove());
  for (const name of copy.getAttributeNames()) {
    if (OF_THE_PAGE.test(name)) copy.removeAttribute(name);
  }
  return copy;
}

/** @param {Element} element @param {string} property @returns {string} as rgb */
export function colourOf(element, property) {
  return plainColours()(getComputedStyle(element).getPropertyValue(property));
}
