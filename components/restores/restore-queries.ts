import { apiQuery } from "#components/data/api-query.ts";

export function restoreQuery(id: string) {
  return apiQuery(["restore", id], `/restores/${id}`, ({ restoreDto }) => restoreDto);
}

/** Those that wait for a decision. */
export const waitingRestoresQuery = apiQuery(
  ["restore", "waiting"],
  "/restores?waiting=true",
  ({ restorePage }) => restorePage,
);
