import type { OpenResource } from "#jobs/open-resource.ts";
import type { RepositoryState } from "#jobs/read-repository.ts";
import { setProblem } from "#jobs/set-problem.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { recordAnomalies } from "#lib/alerts/record-anomalies.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { BackupSet } from "#lib/db/generated/client.ts";
import { jsonColumn } from "#lib/db/rows.ts";
import type { EngineBackupSet } from "#lib/engines/engine.ts";
import type { RecoveryWindow } from "#lib/recovery/schema.ts";
import { isWalContiguous } from "#lib/recovery/wal-contiguous.ts";
import { wholeSets } from "#lib/recovery/whole-sets.ts";

/** Whose sets of which repository, under which of its encryption keys. */
interface CatalogueKey {
  resourceId: string;
  repositoryId: string;
  generation: number;
}

/** Longer than it ever takes from reading a repository to writing down what was found. */
const LISTING_MS = 600_000;

/** Makes the catalogue equal to what was found. A set that vanished becomes *missing*, unless it was let go. */
export async function recordRepository(
  worker: WorkerContext,
  tx: Transaction,
  resource: OpenResource,
  state: RepositoryState,
  madeBy?: { label: string; operationId: string },
): Promise<void> {
  const where = {
    resourceId: resource.row.id,
    repositoryId: state.repositoryId,
    generation: state.generation,
  };
  const now = new Date(Number(worker.now() / 1000n));
  const earlier = new Map((await tx.backupSet.findMany({ where })).map((row) => [row.label, row]));
  for (const set of state.sets) {
    const found = {
      ...foundOf(set, state, earlier.get(set.label), now),
      ...(madeBy?.label === set.label && { operationId: madeBy.operationId }),
    };
    await tx.backupSet.upsert({
      where: { resourceId_repositoryId_generation_label: { ...where, label: set.label } },
      create: { ...where, ...columnsOf(set), ...found },
      update: found,
    });
  }
  if (madeBy && state.sets.some(({ label }) => label === madeBy.label)) {
    await recordAnomalies(tx, { ...where, label: madeBy.label });
  }
  await recordChains(tx, where, state.sets, now);
  await keepAfterAll(tx, where, state);
  await recordVanished(tx, where, state.sets);
  await recordWindow(tx, where, state.window);
}

/** What can be different each time it is looked at. */
function foundOf(set: EngineBackupSet, state: RepositoryState, earlier: BackupSet | undefined, now: Date) {
  const evidence = state.stored.get(set.label);
  const isUnreadable = state.unreadable.has(set.label);
  return {
    lastSeenAt: now,
    state: "present" as const,
    hasPageErrors: set.hasPageErrors,
    ...(evidence && { manifestSha256: evidence.manifestSha256 }),
    ...((evidence || isUnreadable) && {
      storedAt: evidence?.missing.length === 0 ? now : null,
      problem: setProblem(set, state, earlier),
    }),
    walAt: isWalContiguous(set, state.window) ? now : null,
  };
}

function columnsOf(set: EngineBackupSet) {
  return {
    label: set.label,
    type: set.type,
    priorLabel: set.priorLabel,
    references: set.references,
    startedAtMicros: set.startedAtMicros,
    stoppedAtMicros: set.stoppedAtMicros,
    startLsn: set.startLsn,
    stopLsn: set.stopLsn,
    startSegment: set.startSegment,
    stopSegment: set.stopSegment,
    timeline: set.timeline,
    sizeBytes: BigInt(set.sizeBytes),
    repositoryBytes: BigInt(set.repositoryBytes),
    systemIdentifier: set.systemIdentifier,
    postgresVersion: set.postgresVersion,
    annotations: jsonColumn(set.annotations),
  };
}

/** "Chain complete": the set and every set it depends on are stored, and no damage is known of any of them. */
async function recordChains(
  tx: Transaction,
  where: CatalogueKey,
  sets: EngineBackupSet[],
  now: Date,
): Promise<void> {
  const stored = await tx.backupSet.findMany({
    where: { ...where, storedAt: { not: null }, problem: null, label: { in: sets.map((set) => set.label) } },
    select: { label: true },
  });
  const labels = new Set(stored.map((row) => row.label));
  const complete = wholeSets(sets, (label) => labels.has(label)).map((set) => set.label);
  await tx.backupSet.updateMany({ where: { ...where, label: { in: complete } }, data: { chainAt: now } });
  await tx.backupSet.updateMany({ where: { ...where, label: { notIn: complete } }, data: { chainAt: null } });
}

/** A set whose expiry ended long ago and that is still there was not removed: should it vanish, it is missing. */
async function keepAfterAll(
  tx: Transaction,
  where: CatalogueKey,
  { sets, window }: RepositoryState,
): Promise<void> {
  const labels = sets.map((set) => set.label);
  const marked = await tx.backupSet.findMany({
    where: { ...where, label: { in: labels }, expiredBy: { not: null } },
    select: { expiredBy: true },
  });
  if (marked.length === 0) return;
  const endedBefore = new Date(Number(BigInt(window.computedAtMicros) / 1000n) - LISTING_MS);
  const ended = await tx.operation.findMany({
    where: {
      id: { in: marked.flatMap(({ expiredBy }) => expiredBy ?? []) },
      finishedAt: { lt: endedBefore },
    },
    select: { id: true },
  });
  await tx.backupSet.updateMany({
    where: { ...where, label: { in: labels }, expiredBy: { in: ended.map(({ id }) => id) } },
    data: { expiredAt: null, expiredBy: null, expiredFor: null },
  });
}

async function recordVanished(tx: Transaction, where: CatalogueKey, sets: EngineBackupSet[]): Promise<void> {
  const gone = { ...where, state: "present" as const, label: { notIn: sets.map((set) => set.label) } };
  await tx.backupSet.updateMany({ where: { ...gone, expiredAt: { not: null } }, data: { state: "expired" } });
  await tx.backupSet.updateMany({
    where: { ...gone, expiredAt: null },
    data: { state: "missing", problem: "It is no longer in the repository, and nobody expired it." },
  });
}

async function recordWindow(
  tx: Transaction,
  { resourceId, repositoryId }: CatalogueKey,
  window: RecoveryWindow,
): Promise<void> {
  const key = { resourceId, repositoryId };
  const computed = { computedAtMicros: BigInt(window.computedAtMicros), window: jsonColumn(window) };
  await tx.recoveryWindow.upsert({
    where: { resourceId_repositoryId: key },
    create: { ...key, ...computed },
    update: computed,
  });
}
