"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";
import { useSession } from "#components/data/use-session.tsx";

const askEveryMs = 15_000;

/** Whether anything keeps watch, asked all the time: what would say that it stopped may have stopped with it. */
export function useWatch() {
  const { can } = useSession();
  return useQuery({
    queryKey: ["alert", "watch"],
    queryFn: ({ signal }) => getJson("/watch", ({ watchState }) => watchState, signal),
    enabled: can("alert.read"),
    refetchInterval: askEveryMs,
  });
}
