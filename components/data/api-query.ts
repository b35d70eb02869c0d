import type { QueryKey } from "@tanstack/react-query";
import { getJson } from "./api.ts";
import type { Checked } from "./load-schema.ts";

/**
 * A question to the API, for `useQuery`, and for a page to bring its answer along (answered.tsx). `path` is below
 * /api/v1, with its query.
 */
export function apiQuery<T>(queryKey: QueryKey, path: string, checked: Checked<T>) {
  return {
    queryKey,
    queryFn: ({ signal }: { signal: AbortSignal }) => getJson(path, checked, signal),
    meta: { path },
  };
}
