"use client";

import { useOpenChanges } from "#components/changes/use-open-changes.ts";
import { useSession } from "#components/data/use-session.tsx";

/** How many change requests wait for a decision; 0 while unknown. */
export function useWaitingApprovals(): number {
  const { can } = useSession();
  const { data } = useOpenChanges({ enabled: can("change.read") });
  return data?.items.length ?? 0;
}
