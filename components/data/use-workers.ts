"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "./api.ts";

const refetchMs = 15_000;

/** A worker that falls silent sends no event; therefore this one is asked for again and again. */
export function useWorkers() {
  return useQuery({
    queryKey: ["worker"],
    queryFn: ({ signal }) => getJson("/workers", ({ workerList }) => workerList, signal),
    refetchInterval: refetchMs,
  });
}
