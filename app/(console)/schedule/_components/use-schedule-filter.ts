"use client";

import { createParser, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

const parseAsMonth = createParser({
  parse: (text) => (/^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : null),
  serialize: String,
});
const parseAsDay = createParser({
  parse: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null),
  serialize: String,
});

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
