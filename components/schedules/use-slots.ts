"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type SlotFilter, slotsQuery } from "./schedule-queries.ts";

/** Expected runs, newest first. */
export function useSlots(filter: SlotFilter) {
  return useQuery({
    ...slotsQuery(filter),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}
