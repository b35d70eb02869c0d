"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";
import { isSettled } from "./request-words.ts";

export function useRetentionRequest(id: string) {
  return useQuery({
    queryKey: ["retention-request", id],
    queryFn: ({ signal }) =>
      getJson(`/retention-requests/${id}`, ({ retentionRequestPage }) => retentionRequestPage, signal),
    refetchInterval: ({ state: { data } }) => {
      if (data && isSettled(data)) return false;
      // Live updates tell of the decision; the answer is large, so asking again is only a safety net.
      return data === undefined || data.change.decision === "requested" ? 30_000 : 3_000;
    },
  });
}
