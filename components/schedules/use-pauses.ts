"use client";

import { useQuery } from "@tanstack/react-query";
import { useNow } from "#components/data/use-now.ts";
import type { PauseDto } from "#lib/schedules/schema.ts";
import { pausesQuery } from "./schedule-queries.ts";

/** Pauses that hold back runs now. One that is over by its end disappears by the clock, without an answer. */
export function useOpenPauses(resourceId: string | null = null): PauseDto[] {
  const now = useNow(1000);
  const { data } = useQuery({
    ...pausesQuery(resourceId),
    refetchInterval: 60_000,
  });
  return (data?.items ?? []).filter(
    (pause) => pause.endedAt === null && (now === 0 || Date.parse(pause.expiresAt) > now),
  );
}
