export { bisector, extent, max, min, quantileSorted } from "d3-array";
export { format } from "d3-format";
export { hierarchy, tree, treemap, pack, cluster } from "d3-hierarchy";
export { interpolateRgb } from "d3-interpolate";
export { scaleLinear, scaleBand, scaleDiverging, scaleSequential } from "d3-scale";
export { area, curveMonotoneX, line, linkVertical } from "d3-shape";
