import type { UseQueryResult } from "@tanstack/react-query";
import { isUnanswered } from "./is-unanswered.ts";

/**
 * How many there are, 0 while that is on its way. What was known stays when it can no longer be asked, but for 0: that
 * is null, not known.
 */
export function countOf<Answer>(
  query: Pick<UseQueryResult<Answer>, "data" | "error" | "isFetched">,
  count: (answer: Answer) => number,
): number | null {
  const known = query.data === undefined ? 0 : count(query.data);
  return known === 0 && isUnanswered(query) ? null : known;
}
