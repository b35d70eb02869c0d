"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";

export function retentionQuery(resourceId: string) {
  return {
    queryKey: ["retention", resourceId],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      getJson(`/resources/${resourceId}/retention`, ({ retentionOf }) => retentionOf, signal),
    staleTime: 30_000,
  };
}

/** What retention says about every set of a resource, and under which policy. */
export function useRetention(resourceId: string) {
  return useQuery(retentionQuery(resourceId));
}
