"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { alertRuleIds, severities } from "#lib/alerts/words.ts";

const parsers = {
  severity: parseAsStringLiteral(severities),
  rule: parseAsStringLiteral(alertRuleIds),
  resource: parseAsString,
  cursor: parseAsString,
};

/** Which part of the history is listed, as the address says (U15). */
export function useHistoryFilter() {
  const [filter, setFilter] = useQueryStates(parsers, { history: "push" });
  const { severity, rule, resource } = filter;
  return {
    filter,
    /** Changing what is listed starts at the newest again. */
    setFilter: (change: Partial<Omit<typeof filter, "cursor">>) => setFilter({ ...change, cursor: null }),
    setCursor: (cursor: string | null) => setFilter({ cursor }),
    clear: () => setFilter(null),
    isFiltered: severity !== null || rule !== null || resource !== null,
  };
}
