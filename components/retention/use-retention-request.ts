"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";
import { retentionRequestPage } from "#lib/retention/schema.ts";
import { isSettled } from "./request-words.ts";

export function useRetentionRequest(id: string) {
  return useQuery({
    queryKey: ["retention-request", id],
    queryFn: ({ signal }) => getJson(`/retention-requests/${id}`, retentionRequestPage, signal),
    refetchInterval: (query) => (query.state.data && isSettled(query.state.data) ? false : 5_000),
  });
}
