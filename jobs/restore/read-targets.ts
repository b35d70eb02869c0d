import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { OpenResource } from "#jobs/open-resource.ts";
import type { OperationRun } from "#jobs/operation-run.ts";
import { readArchive } from "#jobs/read-archive.ts";
import { findSafeUntil } from "#jobs/safe-until.ts";
import type { Archive, EngineBackupSet } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { readPosition } from "#lib/postgres/read-position.ts";
import { switchWal } from "#lib/postgres/switch-wal.ts";
import { type ReadEvents, rememberEvents } from "#lib/recovery/commit-search.ts";
import type { LocateInput } from "#lib/recovery/locate-target.ts";
import { microsText } from "#lib/recovery/schema.ts";
import { wholeSets } from "#lib/recovery/whole-sets.ts";

export interface Targets {
  locate: LocateInput;
  readEvents: ReadEvents;
}

const ARCHIVE_MS = 60_000;

/** What a repository can take this resource back to, up to this very moment when the cluster can still archive. */
export async function readTargets(
  run: OperationRun,
  resource: OpenResource,
  { repositoryId, isRunning, suffix }: { repositoryId: string; isRunning: boolean; suffix: string },
): Promise<Targets> {
  const { worker } = run;
  const { engine } = worker;
  const { engineRun } = resource;
  const known = await run.step(
    `read the repository${suffix}`,
    z.object({ safeUntilMicros: microsText.nullable() }),
    async () => {
      await engine.checkRepository(engineRun, repositoryId);
      const flushed = isRunning ? await archiveNow(run, resource, repositoryId) : null;
      return { safeUntilMicros: flushed?.toString() ?? null };
    },
  );
  const archive = await readArchive(worker, resource, repositoryId);
  const listed = await engine.listBackupSets(engineRun, repositoryId);
  const sets = await leaveOutDamaged(run, resource, repositoryId, listed);
  const readEvents = rememberEvents((segment) => engine.readWalEvents(engineRun, repositoryId, segment));
  const safeUntilMicros =
    known.safeUntilMicros === null
      ? await findSafeUntil(worker, resource.row.id, { archive, sets, commitBounds: new Map() })
      : BigInt(known.safeUntilMicros);
  return { locate: { archive, sets, safeUntilMicros }, readEvents };
}

/** Sets in which, or in one they build on, damage was found are not offered, nor is one restored that was approved. */
export async function leaveOutDamaged(
  run: OperationRun,
  resource: OpenResource,
  repositoryId: string,
  sets: EngineBackupSet[],
): Promise<EngineBackupSet[]> {
  const damaged = await run.worker.db.backupSet.findMany({
    where: { resourceId: resource.row.id, repositoryId, problem: { not: null } },
    select: { label: true },
  });
  const labels = new Set(damaged.map((row) => row.label));
  return wholeSets(sets, (label) => !labels.has(label));
}

/**
 * Has the cluster finish its WAL segment and waits until the repository lists it. Returns the instant up to which
 * everything committed is then restorable; null when archiving does not get there (the target may still be older).
 */
async function archiveNow(
  run: OperationRun,
  resource: OpenResource,
  repositoryId: string,
): Promise<bigint | null> {
  const { signal } = run;
  try {
    const position = await readPosition(resource.cluster, { signal });
    const { segment } = await switchWal(resource.cluster, { signal });
    await waitForSegment(run, resource, repositoryId, segment);
    return position.atMicros;
  } catch (error) {
    if (signal.aborted || !(error instanceof AppError)) throw error;
    run.log("warn", `The newest moments cannot be archived now: ${error.message}`);
    return null;
  }
}

/** Waits until a segment is seen in the repository itself; an archiver's word is not enough. */
export async function waitForSegment(
  run: OperationRun,
  resource: OpenResource,
  repositoryId: string,
  segment: string,
): Promise<Archive> {
  const deadline = performance.now() + ARCHIVE_MS;
  for (;;) {
    const archive = await run.worker.engine.readArchive(resource.engineRun, repositoryId);
    if (archive.segments.some(({ name }) => name === segment)) return archive;
    if (performance.now() > deadline) {
      throw new AppError(
        "ENGINE",
        `The WAL segment ${segment} did not reach the repository within a minute.`,
        {
          hint: "Archiving is stuck: look at the cluster's log and test the repository.",
          reason: "archive-stuck",
        },
      );
    }
    await wait(250, undefined, { signal: run.signal });
  }
}
