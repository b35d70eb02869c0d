import type { z } from "zod";
import type { nextRunsDto } from "#lib/schedules/schema.ts";

export type NextRun = z.infer<typeof nextRunsDto>["items"][number];

/** Runs of the same kind due at the same instant, as one entry: twenty resources at 02:00 are one line. */
export function groupRuns(runs: readonly NextRun[]): NextRun[][] {
  const groups = new Map<string, NextRun[]>();
  for (const run of runs) {
    const key = `${run.dueAtMicros} ${run.action}`;
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()];
}
