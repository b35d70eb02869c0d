"use client";

import { useQuery } from "@tanstack/react-query";
import { isSettled } from "./request-words.ts";
import { retentionRequestQuery } from "./retention-queries.ts";

export function useRetentionRequest(id: string) {
  return useQuery({
    ...retentionRequestQuery(id),
    refetchInterval: ({ state: { data } }) => {
      if (data && isSettled(data)) return false;
      // Live updates tell of the decision; the answer is large, so asking again is only a safety net.
      return data === undefined || data.change.decision === "requested" ? 30_000 : 3_000;
    },
  });
}
