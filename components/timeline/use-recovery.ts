"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";

/** As often as workers look into repositories; a key of its own, for it is large and samples come every few seconds. */
const refetchMs = 15_000;
/** With thousands of sets the answer is long to read and to send. */
const manySets = 2_000;
const longRefetchMs = 30_000;

export function useRecovery(resourceId: string) {
  return useQuery({
    queryKey: ["recovery", resourceId],
    queryFn: ({ signal }) =>
      getJson(`/resources/${resourceId}/recovery`, ({ recoveryAnswer }) => recoveryAnswer, signal),
    refetchInterval: ({ state }) => ((state.data?.sets.length ?? 0) > manySets ? longRefetchMs : refetchMs),
  });
}
