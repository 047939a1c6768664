/** A chart as a picture of points, made from the same drawing as the SVG file. */
import { download, fileName } from "./download.js";
import { svgText } from "./svg.js";

/** Browsers make no larger pictures, in points along a side. */
const LARGEST = 8192;

/** @param {string} text of an SVG file @returns {Promise<HTMLImageElement>} */
async function drawn(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    return picture;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * A chart as PNG.
 * @param {Element} chart @param {import("./svg.js").About} about
 * @param {number} [scale] points for each pixel of the page; smaller where the picture would be too large
 * @returns {Promise<Blob>}
 * @throws {Error} if the browser cannot make the picture
 */
export async function pngOf(chart, about, scale = 2) {
  const picture = await drawn(svgText(chart, about));
  const times = Math.min(scale, LARGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * times);
  canvas.height = Math.round(picture.height * times);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser draws no pictures");
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const file = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!(file instanceof Blob)) throw new Error("this browser made no picture; save the chart as SVG instead");
  return file;
}

/**
 * Saves a chart as a PNG file.
 * @param {Element} chart @param {string} name of the file, without its ending @param {number} scale @param {import("./svg.js").About} about
 */
export async function savePng(chart, name, scale, about) {
  download(await pngOf(chart, about, scale), fileName(name, "png"));
}
