import { apiQuery } from "#components/data/api-query.ts";
import type { SlotFilter } from "#components/schedules/schedule-queries.ts";

export const overviewQuery = apiQuery(["overview"], "/overview", ({ overviewDto }) => overviewDto);

/** Missed and failed runs, above the table; the rest is one click away. */
export const pinnedRuns = { resourceId: null, only: "open", limit: 3 } satisfies SlotFilter;
export const nextRunLines = 3;
