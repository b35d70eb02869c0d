"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";

const settled = ["rejected", "cancelled", "expired", "superseded", "succeeded", "failed"];

export function useRestore(id: string) {
  return useQuery({
    queryKey: ["restore", id],
    queryFn: ({ signal }) => getJson(`/restores/${id}`, ({ restoreDto }) => restoreDto, signal),
    refetchInterval: (query) => (settled.includes(query.state.data?.status ?? "") ? false : 5_000),
  });
}
