/** The number that an outcome is above or not: typed, or where half of the points are. */
import { html } from "../../../vendor/preact.js";
import { useApp } from "../app.js";
import { splitting } from "./cells.js";
import { scalarFormat, typedNumber, typedScale } from "./wording.js";

/** @param {import("./sweep.js").Look} look @returns {number | null} null until the points are there */
export function splitOf({ read, points }) {
  const said = Number(read("split") ?? "");
  if (read("split") !== undefined && Number.isFinite(said)) return said;
  return points.length > 0 ? splitting(points.map(({ value }) => value)) : null;
}

/** @param {{look: import("./sweep.js").Look, split: number, children?: unknown}} props */
export function Split({ look, split, children }) {
  const { catalog } = useApp();
  const scale = typedScale(catalog, look.scalar);
  const typed = (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.value !== "" && Number.isFinite(Number(input.value))) look.change({ split: typedNumber(Number(input.value) / scale), box: undefined });
  };
  const unit = scalarFormat(catalog, look.scalar) === "percent" ? "%" : look.scalar.unit;
  return html`<div class="explore-split">
    ${children}
    <label>Split at <input type="number" step="any" value=${typedNumber(split * scale)} onChange=${typed} /> <span class="soft">${unit}</span></label>
  </div>`;
}
