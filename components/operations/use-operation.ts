"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";
import { isFinished } from "#components/operations/operation-words.ts";
import { operationDto } from "#lib/operations/schema.ts";

/** Live events keep it fresh; the slow poll only covers a stream that is down. */
export function useOperation(id: string | null) {
  return useQuery({
    queryKey: ["operation", id],
    queryFn: ({ signal }) => getJson(`/operations/${id}`, operationDto, signal),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data && isFinished(query.state.data) ? false : 5_000),
  });
}
