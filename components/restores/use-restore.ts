"use client";

import { useQuery } from "@tanstack/react-query";
import { restoreQuery } from "./restore-queries.ts";

const settled = ["rejected", "cancelled", "expired", "superseded", "succeeded", "failed"];

export function useRestore(id: string) {
  return useQuery({
    ...restoreQuery(id),
    refetchInterval: (query) => (settled.includes(query.state.data?.status ?? "") ? false : 5_000),
  });
}
