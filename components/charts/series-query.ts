import { queryOptions } from "@tanstack/react-query";
import { getJson, queryText } from "#components/data/api.ts";
import type { Series, SeriesKind } from "#lib/objectives/schema.ts";
import { type ChartRange, chartRange } from "./chart-ranges.ts";

export interface LoadedSeries {
  series: Series;
  fromMs: number;
  toMs: number;
}

/** A series up to now. It is asked for again every minute, which is how often it grows. */
export function seriesQuery(resourceId: string, kind: SeriesKind, range: ChartRange) {
  return queryOptions({
    queryKey: ["series", resourceId, kind, range],
    queryFn: async ({ signal }): Promise<LoadedSeries> => {
      const span = seriesSpan(range);
      const path = `/resources/${resourceId}/series${queryText({ kind, ...micros(span) })}`;
      return { series: await getJson(path, ({ series }) => series, signal), ...span };
    },
    refetchInterval: 60_000,
    // Another range of the same resource may replace what is shown; another resource's must not stay meanwhile.
    placeholderData: (before, query) => (query?.queryKey[1] === resourceId ? before : undefined),
  });
}

/** The same span as a file. */
export function seriesCsvHref(resourceId: string, kind: SeriesKind, span: { fromMs: number; toMs: number }) {
  return `/api/v1/resources/${resourceId}/series/csv${queryText({ kind, ...micros(span) })}`;
}

function seriesSpan(range: ChartRange): { fromMs: number; toMs: number } {
  const toMs = Date.now();
  return { fromMs: toMs - chartRange(range).ms, toMs };
}

function micros({ fromMs, toMs }: { fromMs: number; toMs: number }) {
  return { fromMicros: `${BigInt(fromMs) * 1000n}`, toMicros: `${BigInt(toMs) * 1000n}` };
}
