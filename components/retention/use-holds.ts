"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson, queryText } from "#components/data/api.ts";

/** Sets that must not expire, and why; of one resource or of all. */
export function useHolds(resourceId: string | null = null) {
  return useQuery({
    queryKey: ["hold", resourceId ?? "all"],
    queryFn: ({ signal }) =>
      getJson(`/holds${queryText({ resourceId })}`, ({ holdList }) => holdList, signal),
  });
}
