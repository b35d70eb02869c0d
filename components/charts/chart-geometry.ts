/** Where the drawing is inside a chart, so that what lies over it (cursor, keys) agrees with Recharts. */
export const chartHeight = 208;
export const plot = { left: 52, right: 8, top: 12, bottom: 22 };
export const plotHeight = chartHeight - plot.top - plot.bottom;

export const tickLook = { fontSize: 11, fill: "var(--ink-3)" };
export const margin = { top: plot.top, right: plot.right, bottom: 0, left: 0 };
