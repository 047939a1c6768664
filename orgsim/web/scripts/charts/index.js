/** The charts, for pages to import from one place. */
export { BandChart } from "./band.js";
export { DifferenceChart } from "./difference.js";
export { formatter } from "./format.js";
export { memo } from "./memo.js";
export { YEAR, weekText, yearRows } from "./time.js";
export { OrganizationTree } from "./tree.js";
