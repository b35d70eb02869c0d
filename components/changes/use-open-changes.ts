"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";

/** Change requests of every kind that wait for a decision. */
export function useOpenChanges(options: { enabled?: boolean } = {}) {
  return useQuery({
    queryKey: ["change", "open"],
    queryFn: ({ signal }) => getJson("/changes?open=true&limit=100", ({ changePage }) => changePage, signal),
    ...options,
  });
}
