"use client";

import { useQuery } from "@tanstack/react-query";
import { operationDto } from "#lib/operations/schema.ts";
import { getJson } from "./api.ts";

const pollMs = 3000;

/** One operation, followed until it ends: by live updates, and by asking in case they are interrupted. */
export function useOperation(id: string | null) {
  return useQuery({
    queryKey: ["operation", id],
    queryFn: ({ signal }) => getJson(`/operations/${id}`, operationDto, signal),
    enabled: id !== null,
    refetchInterval: (query) => (isFinished(query.state.data?.status) ? false : pollMs),
  });
}

export function isFinished(status: string | undefined): boolean {
  return status === "succeeded" || status === "failed" || status === "cancelled";
}
