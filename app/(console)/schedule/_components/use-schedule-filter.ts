"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { parseAsDay, parseAsMonth } from "#components/schedules/calendar-address.ts";

/** Which resource, month and day the schedule shows, as the address says. */
export function useScheduleFilter() {
  return useQueryStates({ resource: parseAsString, month: parseAsMonth, day: parseAsDay });
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
