"use client";

import { useQuery } from "@tanstack/react-query";
import { useNow } from "#components/data/use-now.ts";
import type { PauseDto } from "#lib/schedules/schema.ts";
import { pausesQuery } from "./schedule-queries.ts";

export function usePauses(resourceId: string | null = null) {
  return useQuery({ ...pausesQuery(resourceId), refetchInterval: 60_000 });
}

/** Pauses that hold back runs now. One that is over by its end disappears by the clock, without an answer. */
export function useOpenPauses(resourceId: string | null = null): PauseDto[] {
  const now = useNow(1000);
  const { data } = usePauses(resourceId);
  return (data?.items ?? []).filter(
    (pause) => pause.endedAt === null && (now === 0 || Date.parse(pause.expiresAt) > now),
  );
}
