/** Where the drawing is inside a chart, so that what lies over it (cursor, keys) agrees with Recharts. */
export const chartHeight = 208;
export const plot = { left: 52, right: 2, top: 12, bottom: 22 };
/** Beside the first and the last point: half of the largest shape, which would be cut in two there. */
export const glyphRoom = 9;
/** Where points are: from `left` after the left edge to `right` before the right one. */
export const inner = { left: plot.left + glyphRoom, right: plot.right + glyphRoom };
export const plotHeight = chartHeight - plot.top - plot.bottom;

export const tickLook = { fontSize: 11, fill: "var(--ink-3)" };
export const margin = { top: plot.top, right: plot.right, bottom: 0, left: 0 };
