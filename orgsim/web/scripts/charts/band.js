/** Medians with their 10–90 bands over the weeks, for one to three futures. */
import { scaleLinear } from "../../vendor/d3.js";
import { html, useMemo } from "../../vendor/preact.js";
import { formatter } from "./format.js";
import { rangeOf } from "./layout.js";
import { memo } from "./memo.js";
import { TimePlot } from "./plot.js";
import { weekText, yearRows } from "./time.js";

/**
 * @typedef {import("./series.js").Series} Series
 * @typedef {import("./plot.js").Shared & {series: Series[]}} BandProps the series are drawn in their order
 */

const NUMBERS = "numbers: means over the 13 weeks up to then";

/** @param {Series[]} series @param {[number, number] | undefined} domain @returns {[number, number]} */
function range(series, domain) {
  const [low, high] = rangeOf(series.flatMap(({ median, low: from, high: to }) => [median, from ?? median, to ?? median]), domain);
  return domain ? [low, high] : /** @type {[number, number]} */ (scaleLinear([low, high], [0, 1]).nice(4).domain());
}

/**
 * The chart in words.
 * @param {BandProps} props @param {(value: number) => string} write @returns {string}
 */
export function describe({ weeks, series, unit, marks = [] }, write) {
  const curves = series.map(
    ({ key, label, median, said = median, low, high }) =>
      `${key}, ${label}: from ${write(said[0])} to ${write(said[weeks - 1])}` +
      (low && high ? ` (10 to 90 percent of runs: ${write(low[weeks - 1])} to ${write(high[weeks - 1])})` : ""),
  );
  const events = marks.map(({ week, label }) => `${label}: ${weekText(week)}`);
  return `${series.some(({ said }) => said) ? "Means" : "Medians"} over ${weeks} weeks${unit ? `, ${unit}` : ""}. ${[...curves, ...events].join(". ")}.`;
}

/**
 * Yearly rows: the number said of each series and its band.
 * @param {Pick<BandProps, "weeks" | "series">} props @param {(value: number) => string} write
 * @returns {import("./figure.js").Table}
 */
export function tableOf({ weeks, series }, write) {
  return {
    head: ["When", ...series.flatMap(({ key, label, low, said }) => [`${key} ${said ? "mean" : "median"} (${label})`, ...(low ? [`${key} 10–90 %`] : [])])],
    rows: yearRows(weeks).map(({ week, label }) => [
      label,
      ...series.flatMap(({ median, said = median, low, high }) => [
        write(said[week]),
        ...(low && high ? [`${write(low[week])} to ${write(high[week])}`] : []),
      ]),
    ]),
  };
}

/** @param {Series[]} series @returns {string} "A as it was · B what if · lines: medians, bands: 10–90 % of runs" */
export function legendOf(series) {
  const bands = series.some(({ low }) => low) ? ", bands: 10–90 % of runs" : "";
  const numbers = series.some(({ said }) => said) ? [NUMBERS] : [];
  return [...series.map(({ key, label }) => `${key} ${label}`), `lines: medians${bands}`, ...numbers].join(" · ");
}

/** @param {BandProps} props */
function drawBand(props) {
  const { unit, format, domain, weeks, series, marks } = props;
  const { value, tick } = useMemo(() => formatter(format), [format]);
  const [low, high] = useMemo(() => range(series, domain), [series, domain?.[0], domain?.[1]]);
  const description = useMemo(() => describe(props, value), [series, weeks, unit, marks, value]);
  return html`<${TimePlot}
    ...${props}
    ...${{ low, high, description, tick, value }}
    legend=${legendOf(series)}
    kind="band-chart"
    table=${() => tableOf(props, value)}
  />`;
}

/** Medians with bands over the weeks. Give the same arrays again and nothing but the cursor is drawn again. */
export const BandChart = memo(drawBand);
