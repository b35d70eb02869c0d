"use client";

import { useQuery } from "@tanstack/react-query";
import { useSession } from "#components/data/use-session.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";
import { openAlertsQuery } from "./alert-queries.ts";
import { byUrgency } from "./by-urgency.ts";

const askEveryMs = 30_000;

/** What is wrong or about to be, the most urgent first; of one resource or of all. */
export function useOpenAlerts(resourceId?: string) {
  const { can } = useSession();
  return useQuery({
    ...openAlertsQuery(resourceId),
    select: sortPage,
    enabled: can("alert.read"),
    refetchInterval: askEveryMs,
  });
}

function sortPage({ items, nextCursor }: { items: AlertDto[]; nextCursor: string | null }) {
  return { items: byUrgency(items), hasMore: nextCursor !== null };
}
