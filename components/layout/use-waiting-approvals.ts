"use client";

import { useOpenChanges } from "#components/changes/use-open-changes.ts";
import { isUnanswered } from "#components/data/is-unanswered.ts";
import { useSession } from "#components/data/use-session.tsx";

/** How many change requests wait for a decision; 0 while that is on its way, null when it could not be asked. */
export function useWaitingApprovals(): number | null {
  const { can } = useSession();
  const changes = useOpenChanges({ enabled: can("change.read") });
  return changes.data?.items.length ?? (isUnanswered(changes) ? null : 0);
}
