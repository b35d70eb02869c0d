import type { OpenResource } from "#jobs/open-resource.ts";
import { readEvidence } from "#jobs/read-evidence.ts";
import { findSafeUntil } from "#jobs/safe-until.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { recordAnomalies } from "#lib/alerts/record-anomalies.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { BackupSet } from "#lib/db/generated/client.ts";
import { jsonColumn } from "#lib/db/rows.ts";
import type { EngineBackupSet, StoredEvidence } from "#lib/engines/engine.ts";
import { type CommitBounds, commitBoundsOf } from "#lib/recovery/commit-bounds.ts";
import { computeRecoveryWindow, segmentsNeedingBounds } from "#lib/recovery/rules.ts";
import type { RecoveryWindow } from "#lib/recovery/schema.ts";
import { isWalContiguous } from "#lib/recovery/wal-contiguous.ts";

/** What a repository was found to hold: evidence, not anybody's word. */
export interface RepositoryState {
  repositoryId: string;
  generation: number;
  sets: EngineBackupSet[];
  /** Sets whose files were just compared with their manifest. */
  stored: Map<string, StoredEvidence>;
  /** Sets whose manifest could not be read: why. */
  unreadable: Map<string, string>;
  window: RecoveryWindow;
}

/** After this long "every file is there" is looked at again. */
const PROOF_MS = 3_600_000;
/** Longer than it ever takes from reading a repository to writing down what was found. */
const LISTING_MS = 600_000;

/** Commit bounds of archived segments never change; kept as long as the worker runs. */
const boundsOf = new WeakMap<WorkerContext, Map<string, Map<string, CommitBounds | null>>>();

/**
 * Reads a repository: its sets, its WAL, and (for sets not lately proven, and for `label` and what it builds on)
 * whether every file of the set is there. Nothing is written; see `recordRepository`.
 */
export async function readRepository(
  worker: WorkerContext,
  resource: OpenResource,
  repositoryId: string,
  label?: string,
): Promise<RepositoryState> {
  const { engine } = worker;
  const { engineRun } = resource;
  const sets = await engine.listBackupSets(engineRun, repositoryId);
  const archive = await engine.readArchive(engineRun, repositoryId);
  const commitBounds = knownBounds(worker, repositoryId);
  const input = { archive, sets, commitBounds };
  for (let wanted = segmentsNeedingBounds(input); wanted.length > 0; wanted = segmentsNeedingBounds(input)) {
    for (const segment of wanted) {
      const events = await engine.readWalEvents(engineRun, repositoryId, segment);
      commitBounds.set(segment.name, commitBoundsOf(events));
    }
  }
  const window = computeRecoveryWindow({
    ...input,
    nowMicros: worker.now(),
    safeUntilMicros: await findSafeUntil(worker, resource.row.id, input),
  });
  const stored = new Map<string, StoredEvidence>();
  const unreadable = new Map<string, string>();
  for (const unproven of await findUnproven(worker, resource, repositoryId, sets, label)) {
    const evidence = await readEvidence(engine, engineRun, repositoryId, unproven);
    if (typeof evidence === "string") unreadable.set(unproven, evidence);
    else stored.set(unproven, evidence);
  }
  const generation = engineRun.repositories.find(({ id }) => id === repositoryId)?.generation ?? 1;
  return { repositoryId, generation, sets, stored, unreadable, window };
}

function knownBounds(worker: WorkerContext, repositoryId: string): Map<string, CommitBounds | null> {
  const byRepository = boundsOf.get(worker) ?? new Map<string, Map<string, CommitBounds | null>>();
  boundsOf.set(worker, byRepository);
  const bounds = byRepository.get(repositoryId) ?? new Map<string, CommitBounds | null>();
  byRepository.set(repositoryId, bounds);
  return bounds;
}

async function findUnproven(
  worker: WorkerContext,
  resource: OpenResource,
  repositoryId: string,
  sets: EngineBackupSet[],
  label: string | undefined,
): Promise<string[]> {
  const proven = await worker.db.backupSet.findMany({
    where: {
      resourceId: resource.row.id,
      repositoryId,
      // One that comes back after it was missing is looked at anew.
      state: "present",
      storedAt: { gt: new Date(Number(worker.now() / 1000n) - PROOF_MS) },
    },
    select: { label: true },
  });
  const known = new Set(proven.map((row) => row.label));
  const made = sets.find((set) => set.label === label);
  // A set is only as good as those it builds on, and a file can be gone since they were looked at.
  const chain = made ? [made.label, ...made.references] : [];
  return sets.map((set) => set.label).filter((each) => chain.includes(each) || !known.has(each));
}

/** Makes the catalogue equal to what was found. A set that vanished becomes *missing*, unless it was let go. */
export async function recordRepository(
  worker: WorkerContext,
  tx: Transaction,
  resource: OpenResource,
  state: RepositoryState,
  madeBy?: { label: string; operationId: string },
): Promise<void> {
  const { repositoryId, generation, window } = state;
  const where = { resourceId: resource.row.id, repositoryId, generation };
  const now = new Date(Number(worker.now() / 1000n));
  const earlier = new Map((await tx.backupSet.findMany({ where })).map((row) => [row.label, row]));
  for (const set of state.sets) {
    const evidence = state.stored.get(set.label);
    const unreadable = state.unreadable.get(set.label);
    const found = {
      lastSeenAt: now,
      state: "present" as const,
      hasPageErrors: set.hasPageErrors,
      ...(evidence && {
        manifestSha256: evidence.manifestSha256,
        storedAt: evidence.missing.length === 0 ? now : null,
        problem: problemOf(evidence, set) ?? contentProblem(earlier.get(set.label)),
      }),
      ...(unreadable && { storedAt: null, problem: unreadable }),
      walAt: isWalContiguous(set, window) ? now : null,
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
  const gone = { ...where, state: "present" as const, label: { notIn: state.sets.map((set) => set.label) } };
  await tx.backupSet.updateMany({ where: { ...gone, expiredAt: { not: null } }, data: { state: "expired" } });
  await tx.backupSet.updateMany({
    where: { ...gone, expiredAt: null },
    data: { state: "missing", problem: "It is no longer in the repository, and nobody expired it." },
  });
  await tx.recoveryWindow.upsert({
    where: { resourceId_repositoryId: { resourceId: resource.row.id, repositoryId } },
    create: {
      resourceId: resource.row.id,
      repositoryId,
      computedAtMicros: BigInt(window.computedAtMicros),
      window: jsonColumn(window),
    },
    update: { computedAtMicros: BigInt(window.computedAtMicros), window: jsonColumn(window) },
  });
}

/** A set whose expiry ended long ago and that is still there was not removed: should it vanish, it is missing. */
async function keepAfterAll(
  tx: Transaction,
  where: { resourceId: string; repositoryId: string; generation: number },
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

function problemOf(evidence: StoredEvidence, set: EngineBackupSet): string | null {
  const [first] = evidence.missing;
  if (first) {
    const others = evidence.missing.length > 1 ? ` and ${evidence.missing.length - 1} more` : "";
    return `${first.path}${others}: ${first.problem === "absent" ? "missing" : "wrong size"} in the repository.`;
  }
  return set.hasPageErrors ? "PostgreSQL pages with wrong checksums were copied." : null;
}

/** Damaged content that verification found is not healed by every file being there with its size. */
function contentProblem(earlier: BackupSet | undefined): string | null {
  return earlier?.state === "present" && earlier.storedAt !== null ? earlier.problem : null;
}

/** "Chain complete": the set and every set it depends on are stored. */
async function recordChains(
  tx: Transaction,
  where: { resourceId: string; repositoryId: string; generation: number },
  sets: EngineBackupSet[],
  now: Date,
): Promise<void> {
  const stored = await tx.backupSet.findMany({
    where: { ...where, storedAt: { not: null }, label: { in: sets.map((set) => set.label) } },
    select: { label: true },
  });
  const labels = new Set(stored.map((row) => row.label));
  const isComplete = (set: EngineBackupSet) =>
    [set.label, ...set.references].every((label) => labels.has(label));
  const complete = sets.filter(isComplete).map((set) => set.label);
  await tx.backupSet.updateMany({ where: { ...where, label: { in: complete } }, data: { chainAt: now } });
  await tx.backupSet.updateMany({ where: { ...where, label: { notIn: complete } }, data: { chainAt: null } });
}
