"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useZone } from "#components/data/use-zone.ts";
import { calendarQuery } from "./schedule-queries.ts";

export function useCalendar(month: string, resourceId: string | null) {
  const { zone } = useZone();
  return useQuery({
    ...calendarQuery(month, zone, resourceId),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}
