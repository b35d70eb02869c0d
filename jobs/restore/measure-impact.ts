import type { z } from "zod";
import type { OpenResource } from "#jobs/open-resource.ts";
import type { OperationRun } from "#jobs/operation-run.ts";
import type { destinationFacts } from "#jobs/restore/choose-destination.ts";
import type { Targets } from "#jobs/restore/read-targets.ts";
import { requiredSpace, requireSpace } from "#jobs/restore/required-space.ts";
import type { EngineBackupSet, StopPoint } from "#lib/engines/engine.ts";
import { loadDurations } from "#lib/operations/load-durations.ts";
import { spread } from "#lib/operations/rules.ts";
import { countAfter } from "#lib/recovery/count-after.ts";
import type { RestoreImpact } from "#lib/restores/schema.ts";

interface Found {
  label: string;
  stop: StopPoint;
  commitMicros: string | null;
}

/** U5: what is lost, dropped and needed, counted in the repository and on the live cluster. */
export async function measureImpact(
  run: OperationRun,
  input: {
    resource: OpenResource;
    seen: z.output<typeof destinationFacts>;
    found: Found;
    set: EngineBackupSet;
    targets: Targets;
  },
): Promise<RestoreImpact> {
  const { seen, found, set, targets, resource } = input;
  const now = run.worker.now();
  const isInPlace = seen.destination.kind === "in-place";
  const lost = await countAfter(targets.locate, found, targets.readEvents);
  const requiredBytes = requiredSpace(seen, set.sizeBytes);
  requireSpace(requiredBytes, seen.freeBytes);
  return {
    computedAtMicros: now.toString(),
    lostMs: found.commitMicros === null ? null : Number((now - BigInt(found.commitMicros)) / 1000n),
    lostCommits: { count: lost.commits, isExact: lost.isExact },
    lostWalBytes: Number(lost.walBytes),
    sessionsDropped: isInPlace ? seen.facts.sessions : 0,
    durationMs: await usualDuration(run, resource.row.id),
    requiredBytes,
    freeBytes: seen.freeBytes,
    notRestored: [
      `Uploads, configuration and code: only this PostgreSQL cluster is ${isInPlace ? "put back" : "copied"}.`,
      "Replication slots and their consumers.",
    ],
    warnings: warnings(seen),
  };
}

async function usualDuration(run: OperationRun, resourceId: string): Promise<RestoreImpact["durationMs"]> {
  const durations = await loadDurations(run.worker.db, { kind: "restore", resourceId });
  const range = spread(durations);
  return range && { ...range, basedOn: durations.length };
}

function warnings(seen: z.output<typeof destinationFacts>): string[] {
  if (seen.destination.kind !== "in-place") return [];
  switch (seen.wayBack) {
    case "backup":
      return [];
    case "set-aside":
      return [
        `The cluster is ${seen.destination.state}: no safety backup can be taken. The old data directory is set aside untouched instead.`,
      ];
    case "none":
      return ["The data directory is gone: there is nothing to save, and no way back from this restore."];
  }
}
