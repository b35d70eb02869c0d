import type { UseQueryResult } from "@tanstack/react-query";

/** Whether a question failed when it was last asked, or was never answered and is being asked again. */
export function isUnanswered(query: Pick<UseQueryResult, "data" | "error" | "isFetched">): boolean {
  return query.error !== null || (query.data === undefined && query.isFetched);
}
