"use client";

import { useQueries } from "@tanstack/react-query";
import { retentionQuery } from "#components/retention/use-retention.ts";
import type { BackupSetDto } from "#lib/backups/schema.ts";
import type { RetentionPreview } from "#lib/retention/schema.ts";

/** Working it out costs a look at every set of a resource: with more resources on a page, one is chosen first. */
const resourcesAtMost = 8;

/** What retention says about the sets of a page; null where that is too many resources to ask about. */
export function useKept(sets: readonly BackupSetDto[]): RetentionPreview[] | null {
  const ids = [...new Set(sets.map((set) => set.resourceId))];
  const isTooMany = ids.length > resourcesAtMost;
  const answers = useQueries({ queries: isTooMany ? [] : ids.map(retentionQuery) });
  if (isTooMany) return null;
  return answers.flatMap(({ data }) => data?.previews ?? []);
}
