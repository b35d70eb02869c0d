import type { OpenResource } from "#jobs/open-resource.ts";
import { readArchive } from "#jobs/read-archive.ts";
import { readEvidence } from "#jobs/read-evidence.ts";
import { findSafeUntil } from "#jobs/safe-until.ts";
import { type KnownSet, type SeenSets, setProblem } from "#jobs/set-problem.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import type { EngineBackupSet } from "#lib/engines/engine.ts";
import { type CommitBounds, commitBoundsOf } from "#lib/recovery/commit-bounds.ts";
import { computeRecoveryWindow, segmentsNeedingBounds } from "#lib/recovery/rules.ts";
import type { RecoveryWindow } from "#lib/recovery/schema.ts";
import { wholeSets } from "#lib/recovery/whole-sets.ts";

/** What a repository was found to hold: evidence, not anybody's word. */
export interface RepositoryState extends SeenSets {
  repositoryId: string;
  generation: number;
  sets: EngineBackupSet[];
  /** What is wrong with sets, by label. */
  problems: Map<string, string>;
  /** Of those that are whole, with all they build on. */
  window: RecoveryWindow;
}

/** After this long "every file is there" is looked at again. */
const PROOF_MS = 3_600_000;
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
  const archive = await readArchive(worker, resource, repositoryId);
  const nowMicros = worker.now();
  const seen: SeenSets = { stored: new Map(), unreadable: new Map() };
  for (const unproven of await findUnproven(worker, resource, repositoryId, sets, label)) {
    const evidence = await readEvidence(engine, engineRun, repositoryId, unproven);
    if (typeof evidence === "string") seen.unreadable.set(unproven, evidence);
    else seen.stored.set(unproven, evidence);
  }
  const generation = engineRun.repositories.find(({ id }) => id === repositoryId)?.generation ?? 1;
  const known = await worker.db.backupSet.findMany({
    where: { resourceId: resource.row.id, repositoryId, generation },
    select: { label: true, state: true, storedAt: true, problem: true },
  });
  const commitBounds = knownBounds(worker, repositoryId);
  const problems = problemsOf(sets, seen, known);
  const input = { archive, sets: wholeSets(sets, (each) => !problems.has(each)), commitBounds };
  for (let wanted = segmentsNeedingBounds(input); wanted.length > 0; wanted = segmentsNeedingBounds(input)) {
    for (const segment of wanted) {
      const events = await engine.readWalEvents(engineRun, repositoryId, segment);
      commitBounds.set(segment.name, commitBoundsOf(events));
    }
  }
  const window = computeRecoveryWindow({
    ...input,
    nowMicros,
    safeUntilMicros: await findSafeUntil(worker, resource.row.id, input),
  });
  return { repositoryId, generation, sets, problems, ...seen, window };
}

function problemsOf(
  sets: EngineBackupSet[],
  seen: SeenSets,
  known: (KnownSet & { label: string })[],
): Map<string, string> {
  const earlier = new Map(known.map((row) => [row.label, row]));
  return new Map(
    sets.flatMap((set) => {
      const problem = setProblem(set, seen, earlier.get(set.label));
      return problem === null ? [] : [[set.label, problem]];
    }),
  );
}

/** The first set that this one builds on in which damage is known: nothing can be restored from either. */
export function brokenBase(state: RepositoryState, label: string): string | null {
  const set = state.sets.find((each) => each.label === label);
  return set?.references.find((each) => state.problems.has(each)) ?? null;
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
