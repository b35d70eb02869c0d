"use client";

import { asProblem } from "#components/data/api-problem.ts";
import { ApproveCard } from "#components/restores/approve-card.tsx";
import { useRestore } from "#components/restores/use-restore.ts";
import { Problem } from "#components/ui/problem.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** A restore that waits, by its id. */
export function RestoreCard({ restoreId }: { restoreId: string }) {
  const { data, error } = useRestore(restoreId);
  if (data) return <ApproveCard restore={data} />;
  if (error) {
    return <Problem title="A request could not be loaded" problem={asProblem(error)} className="max-w-105" />;
  }
  return <Skeleton className="h-96 w-full max-w-105" />;
}
