"use client";

import { useQuery } from "@tanstack/react-query";
import { useSession } from "#components/data/use-session.tsx";
import { watchQuery } from "./alert-queries.ts";

const askEveryMs = 15_000;

/** Whether anything keeps watch, asked all the time: what would say that it stopped may have stopped with it. */
export function useWatch() {
  const { can } = useSession();
  return useQuery({
    ...watchQuery,
    enabled: can("alert.read"),
    refetchInterval: askEveryMs,
  });
}
