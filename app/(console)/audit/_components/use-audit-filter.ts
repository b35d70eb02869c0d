"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { queryText } from "#components/data/api.ts";
import { auditOutcomes } from "#lib/audit/words.ts";
import { microsShape } from "#lib/format/instant.ts";

const parsers = {
  action: parseAsString,
  outcome: parseAsStringLiteral(auditOutcomes),
  actor: parseAsString,
  resource: parseAsString,
  subject: parseAsString,
  from: parseAsString,
  to: parseAsString,
  cursor: parseAsString,
};

/** Which entries are listed, as the address says; instants are epoch microseconds in it. */
export function useAuditFilter() {
  const [filter, setFilter] = useQueryStates(parsers, { history: "push" });
  const { action, outcome, actor, resource, subject, from, to } = filter;
  const cursor = filter.cursor !== null && /^\d{1,18}$/.test(filter.cursor) ? filter.cursor : null;
  const asked = {
    action,
    outcome,
    actorId: actor,
    resourceId: resource,
    subjectId: subject,
    fromMicros: from,
    toMicros: to,
  };
  return {
    filter,
    /** Changing what is listed starts at the newest entry again. */
    setFilter: (change: Partial<Omit<typeof filter, "cursor">>) => setFilter({ ...change, cursor: null }),
    setCursor: (next: string | null) => setFilter({ cursor: next }),
    clear: () => setFilter(null),
    /** The same choice in the API's names. */
    asked,
    isFiltered: Object.values(asked).some((value) => value !== null),
    /** The same choice as the API's query, with more of it if given. */
    query: (more: Record<string, string | number | null> = {}) => queryText({ ...asked, ...more }),
    cursor,
    /** Why there is nothing to ask for: the dates are none, or the wrong way round. */
    wrongDates: wrongDates(from, to),
    /** The page's own query string, without the page of the list: what a saved view keeps. */
    address: queryText({ action, outcome, actor, resource, subject, from, to }),
  };
}

function wrongDates(from: string | null, to: string | null): "unreadable" | "reversed" | null {
  if ([from, to].some((edge) => edge !== null && !microsShape.test(edge))) return "unreadable";
  return from !== null && to !== null && BigInt(from) > BigInt(to) ? "reversed" : null;
}
