"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson, queryText } from "#components/data/api.ts";
import { useSession } from "#components/data/use-session.tsx";
import { byUrgency } from "./by-urgency.ts";

const askEveryMs = 30_000;
const shownAtMost = 200;

/** What is wrong or about to be, the most urgent first; of one resource or of all. */
export function useOpenAlerts(resourceId?: string) {
  const { can } = useSession();
  return useQuery({
    queryKey: ["alert", "open", resourceId ?? "all"],
    queryFn: async ({ signal }) => {
      const address = `/alerts${queryText({ view: "open", resourceId, limit: shownAtMost })}`;
      const page = await getJson(address, ({ alertPage }) => alertPage, signal);
      return { items: byUrgency(page.items), hasMore: page.nextCursor !== null };
    },
    enabled: can("alert.read"),
    refetchInterval: askEveryMs,
  });
}
