/** The charts, for pages to import from one place. */
export { BandChart } from "./band.js";
export { Bars } from "./bars.js";
export { DifferenceChart } from "./difference.js";
export { formatter } from "./format.js";
export { HeatMap } from "./map.js";
export { memo } from "./memo.js";
export { MOST_CATEGORIES } from "./patterns.js";
export { ScatterBox } from "./scatter.js";
export { Spark, Strip } from "./spark.js";
export { YEAR, capital, weekText, yearRows, yearText } from "./time.js";
export { OrganizationTree, plainNames } from "./tree.js";
