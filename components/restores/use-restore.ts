"use client";

import { useQuery } from "@tanstack/react-query";
import { askUntil } from "#components/data/ask-until.ts";
import { restoreQuery } from "./restore-queries.ts";

const settled = ["rejected", "cancelled", "expired", "superseded", "succeeded", "failed", "run cancelled"];

export function useRestore(id: string) {
  return useQuery({
    ...restoreQuery(id),
    refetchInterval: askUntil(({ status }) => settled.includes(status), 5_000),
  });
}
