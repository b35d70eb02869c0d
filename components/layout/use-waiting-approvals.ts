"use client";

import { useOpenChanges } from "#components/changes/use-open-changes.ts";
import { countOf } from "#components/data/count-of.ts";
import { useSession } from "#components/data/use-session.tsx";

/** How many change requests wait for a decision; 0 while that is on its way, null when it could not be asked. */
export function useWaitingApprovals(): number | null {
  const { can } = useSession();
  const changes = useOpenChanges({ enabled: can("change.read") });
  return countOf(changes, ({ items }) => items.length);
}
