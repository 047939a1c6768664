/**
 * A chart as a drawing of its own: title, headline, chart, legend, what made it, and what the model leaves out.
 *
 * @typedef {object} About
 * @property {string} [title] the chart's own name if not given
 * @property {string} [headline] the chart's own headline if not given
 * @property {string} source such as "orgsim 1a2b3c"
 * @property {string} footer what the model leaves out
 */
import { textWidth } from "../charts/layout.js";
import { download, fileName } from "./download.js";
import { colourOf, selfContained } from "./styles.js";

const SVG = "http://www.w3.org/2000/svg";
const EDGE = 20;
const TITLE = 17;
const TEXT = 12.5;
const SMALL = 11;
const NARROWEST = 360;

/**
 * Lines of text that fit a width.
 * @param {string} text @param {number} width pixels @param {number} size of letters @returns {string[]}
 */
export function wrapped(text, width, size) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** @param {string} tag @param {Record<string, string | number>} attributes @param {string} [text] @returns {SVGElement} */
function made(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

/**
 * The legend below a chart, placed as it stands on the page.
 * @param {Element} keys @param {string} ink @returns {SVGElement}
 */
function legend(keys, ink) {
  const group = made("g", {});
  const origin = keys.getBoundingClientRect();
  for (const part of keys.querySelectorAll("span:not(:has(*)), svg")) {
    const place = part.getBoundingClientRect();
    const [x, y] = [place.left - origin.left, place.top - origin.top];
    if (part instanceof SVGSVGElement) {
      const swatch = made("g", { transform: `translate(${x} ${y})` });
      swatch.append(...selfContained(part).childNodes);
      group.append(swatch);
    } else {
      const size = parseFloat(getComputedStyle(part).fontSize);
      group.append(made("text", { x, y: y + place.height / 2, dy: "0.35em", "font-size": size, fill: ink }, part.textContent?.trim()));
    }
  }
  return group;
}

/**
 * Stacks what the file shows from top to bottom.
 * @param {Element} chart the figure @param {SVGSVGElement} drawing in it @param {About} about
 * @returns {SVGSVGElement}
 */
function composed(chart, drawing, { title, headline, source, footer }) {
  const inner = drawing.getBoundingClientRect();
  const width = Math.max(Math.ceil(inner.width), NARROWEST);
  const [ink, soft] = [colourOf(drawing, "--ink") || "#17202a", colourOf(drawing, "--ink-soft") || "#4a5766"];
  const name = title ?? chart.querySelector(".chart-title")?.textContent?.trim() ?? "Chart";
  const below = headline ?? chart.querySelector(".chart-headline")?.textContent?.trim() ?? "";
  const root = /** @type {SVGSVGElement} */ (made("svg", { xmlns: SVG, "font-family": getComputedStyle(drawing).fontFamily }));
  const page = made("rect", { width: "100%", height: "100%", fill: colourOf(drawing, "--panel") || "#ffffff" });
  root.append(made("title", {}, name), made("desc", {}, drawing.querySelector("desc")?.textContent ?? name), page);
  let y = EDGE;
  const write = (/** @type {string} */ text, /** @type {number} */ size, /** @type {Record<string, string | number>} */ more) => {
    for (const line of wrapped(text, width, size)) {
      y += size * 1.35;
      root.append(made("text", { x: EDGE, y: y - size * 0.3, "font-size": size, ...more }, line));
    }
  };
  write(name, TITLE, { "font-weight": 700, fill: ink });
  write(below, TEXT, { fill: soft });
  write(chart.getAttribute("data-legend") ?? chart.querySelector("[data-legend]")?.getAttribute("data-legend") ?? "", SMALL, { fill: soft });
  y += 8;
  const copy = selfContained(drawing);
  copy.querySelector(":scope > desc")?.remove();
  const body = made("g", { transform: `translate(${EDGE} ${y})`, "font-size": drawing.getAttribute("font-size") ?? TEXT, fill: ink });
  body.append(...copy.childNodes);
  root.append(body);
  y += inner.height + 8;
  const keys = chart.querySelector(".chart-keys");
  if (keys) {
    const group = legend(keys, soft);
    group.setAttribute("transform", `translate(${EDGE} ${y})`);
    root.append(group);
    y += keys.getBoundingClientRect().height + 8;
  }
  write(source, SMALL, { fill: soft, "font-weight": 600 });
  write(footer, SMALL, { fill: soft });
  const [wide, tall] = [width + 2 * EDGE, Math.ceil(y + EDGE * 0.7)];
  for (const [key, value] of Object.entries({ width: wide, height: tall, viewBox: `0 0 ${wide} ${tall}` })) root.setAttribute(key, String(value));
  return root;
}

/**
 * The text of a self-contained SVG file.
 * @param {Element} chart a chart on the page, or something that holds one
 * @param {About} about
 * @returns {string}
 * @throws {TypeError} if there is no drawing in it
 */
export function svgText(chart, about) {
  const drawing = chart.matches("svg") ? chart : chart.querySelector("svg.chart-svg, svg.chart-spark");
  if (!(drawing instanceof SVGSVGElement)) throw new TypeError("no chart is drawn here yet");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(composed(chart, drawing, about))}\n`;
}

/**
 * Saves a chart as an SVG file.
 * @param {Element} chart @param {string} name of the file, without its ending @param {About} about
 */
export function saveSvg(chart, name, about) {
  download(new Blob([svgText(chart, about)], { type: "image/svg+xml" }), fileName(name, "svg"));
}
