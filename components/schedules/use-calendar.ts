"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getJson, queryText } from "#components/data/api.ts";
import { useZone } from "#components/data/use-zone.ts";
import { startOfDay } from "#lib/format/start-of-day.ts";
import { addMonths } from "./month.ts";

/** One month, its days cut where the chosen zone cuts them. */
export function useCalendar(month: string, resourceId: string | null) {
  const { zone } = useZone();
  return useQuery({
    queryKey: ["calendar", resourceId ?? "all", month, zone],
    queryFn: ({ signal }) =>
      getJson(
        `/calendar${queryText({
          resourceId,
          fromMicros: String(startOfDay(`${month}-01`, zone)),
          toMicros: String(startOfDay(`${addMonths(month, 1)}-01`, zone)),
          zone,
        })}`,
        ({ calendarDto }) => calendarDto,
        signal,
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}
