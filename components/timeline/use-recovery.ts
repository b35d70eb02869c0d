"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";

/** As often as workers look into repositories; a key of its own, for it is large and samples come every few seconds. */
const refetchMs = 15_000;

export function useRecovery(resourceId: string) {
  return useQuery({
    queryKey: ["recovery", resourceId],
    queryFn: ({ signal }) =>
      getJson(`/resources/${resourceId}/recovery`, ({ recoveryAnswer }) => recoveryAnswer, signal),
    refetchInterval: refetchMs,
  });
}
