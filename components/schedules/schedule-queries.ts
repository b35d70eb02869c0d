import { queryText } from "#components/data/api.ts";
import { apiQuery } from "#components/data/api-query.ts";
import { startOfDay } from "#lib/format/start-of-day.ts";
import { addMonths } from "./month.ts";

export interface SlotFilter {
  resourceId?: string | null;
  only: "all" | "missed" | "open" | "waiting";
  fromMicros?: string | null;
  toMicros?: string | null;
  cursor?: string | null;
  limit?: number;
}

export function slotsQuery(filter: SlotFilter) {
  return apiQuery(["slot", "list", filter], `/slots${queryText({ ...filter })}`, ({ slotPage }) => slotPage);
}

export function pausesQuery(resourceId: string | null = null) {
  return apiQuery(
    ["pause", resourceId ?? "all"],
    `/pauses${queryText({ resourceId })}`,
    ({ pauseList }) => pauseList,
  );
}

/** One month, its days cut where the zone cuts them. */
export function calendarQuery(month: string, zone: string, resourceId: string | null = null) {
  const span = {
    fromMicros: String(startOfDay(`${month}-01`, zone)),
    toMicros: String(startOfDay(`${addMonths(month, 1)}-01`, zone)),
  };
  return apiQuery(
    ["calendar", resourceId ?? "all", month, zone],
    `/calendar${queryText({ resourceId, ...span, zone })}`,
    ({ calendarDto }) => calendarDto,
  );
}

/** Enough for `lines` lines: runs of one kind at one instant, of many resources, share one. */
export function nextRunsQuery(resourceId: string | null, lines: number) {
  const limit = resourceId === null ? 50 : lines;
  return apiQuery(
    ["next-run", resourceId ?? "all", limit],
    `/next-runs${queryText({ resourceId, limit })}`,
    ({ nextRunsDto }) => nextRunsDto,
  );
}
