"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getJson, queryText } from "#components/data/api.ts";

interface SlotFilter {
  resourceId?: string | null;
  only: "all" | "missed" | "open" | "waiting";
  fromMicros?: string | null;
  toMicros?: string | null;
  cursor?: string | null;
  limit?: number;
}

/** Expected runs, newest first. */
export function useSlots(filter: SlotFilter) {
  return useQuery({
    queryKey: ["slot", "list", filter],
    queryFn: ({ signal }) => getJson(`/slots${queryText({ ...filter })}`, ({ slotPage }) => slotPage, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}
