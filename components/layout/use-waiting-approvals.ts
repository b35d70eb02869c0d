"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";
import { useSession } from "#components/data/use-session.tsx";
import { restorePage } from "#lib/restores/schema.ts";

/** How many change requests wait for a decision; 0 while unknown. */
export function useWaitingApprovals(): number {
  const { can } = useSession();
  const { data } = useQuery({
    queryKey: ["restore", "waiting"],
    queryFn: ({ signal }) => getJson("/restores?waiting=true", restorePage, signal),
    enabled: can("change.read") && can("restore.read"),
  });
  return data?.items.length ?? 0;
}
