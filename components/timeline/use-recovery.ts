"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";
import { recoveryAnswer } from "#components/timeline/recovery-answer.ts";

export function useRecovery(resourceId: string) {
  return useQuery({
    queryKey: ["resource", resourceId, "recovery"],
    queryFn: ({ signal }) => getJson(`/resources/${resourceId}/recovery`, recoveryAnswer, signal),
    refetchInterval: 60_000,
  });
}
