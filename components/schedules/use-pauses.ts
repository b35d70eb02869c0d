"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson, queryText } from "#components/data/api.ts";
import { useNow } from "#components/data/use-now.ts";
import type { PauseDto } from "#lib/schedules/schema.ts";

/** Pauses that hold back runs now. One that is over by its end disappears by the clock, without an answer. */
export function useOpenPauses(resourceId: string | null = null): PauseDto[] {
  const now = useNow(1000);
  const { data } = useQuery({
    queryKey: ["pause", resourceId ?? "all"],
    queryFn: ({ signal }) =>
      getJson(`/pauses${queryText({ resourceId })}`, ({ pauseList }) => pauseList, signal),
    refetchInterval: 60_000,
  });
  return (data?.items ?? []).filter(
    (pause) => pause.endedAt === null && (now === 0 || Date.parse(pause.expiresAt) > now),
  );
}
