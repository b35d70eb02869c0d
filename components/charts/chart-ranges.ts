const dayMs = 86_400_000;

/** How far back a chart looks. */
export const chartRanges = [
  { id: "24h", label: "24 h", words: "the last 24 hours", ms: dayMs },
  { id: "7d", label: "7 days", words: "the last 7 days", ms: 7 * dayMs },
  { id: "30d", label: "30 days", words: "the last 30 days", ms: 30 * dayMs },
  { id: "90d", label: "90 days", words: "the last 90 days", ms: 90 * dayMs },
  { id: "1y", label: "a year", words: "the last year", ms: 365 * dayMs },
] as const;

export type ChartRange = (typeof chartRanges)[number]["id"];
export const chartRangeIds = chartRanges.map(({ id }) => id);

export function chartRange(id: ChartRange): (typeof chartRanges)[number] {
  return chartRanges.find((range) => range.id === id) ?? chartRanges[2];
}
