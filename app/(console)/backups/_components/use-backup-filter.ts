"use client";

import { createParser, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

const backupViews = ["sets", "charts", "calendar"] as const;

/** Ids of the sets to compare, at most two, the one chosen first first. */
const parseAsPair = createParser<string[]>({
  parse: (text) => text.split(",").filter(Boolean).slice(0, 2),
  serialize: (ids) => ids.join(","),
  eq: (a, b) => a.join() === b.join(),
});

/** Which sets are listed and how, as the address says. */
export function useBackupFilter() {
  return useQueryStates(
    {
      resource: parseAsString,
      repository: parseAsString,
      cursor: parseAsString,
      view: parseAsStringLiteral(backupViews).withDefault("sets"),
      compare: parseAsPair.withDefault([]),
    },
    { history: "push" },
  );
}
