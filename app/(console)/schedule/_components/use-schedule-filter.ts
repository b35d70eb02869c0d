"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { parseAsDay } from "#components/schedules/calendar-address.ts";

/** Which resource the schedule shows, and the day that is open in its calendar, as the address says. */
export function useScheduleFilter() {
  return useQueryStates({ resource: parseAsString, day: parseAsDay });
}

export const runFilters = ["all", "open", "missed", "waiting"] as const;

/** Which runs are listed. */
export function useRunFilter() {
  return useQueryStates(
    {
      resource: parseAsString,
      only: parseAsStringLiteral(runFilters).withDefault("all"),
      cursor: parseAsString,
    },
    { history: "push" },
  );
}
