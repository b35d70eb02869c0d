import { apiQuery } from "#components/data/api-query.ts";

/** Change requests of every kind that wait for a decision. */
export const openChangesQuery = apiQuery(
  ["change", "open"],
  "/changes?open=true&limit=100",
  ({ changePage }) => changePage,
);
