import { z } from "zod";
import type { RetentionSite } from "#jobs/expire/plan-repository.ts";
import type { OperationRun } from "#jobs/operation-run.ts";
import { type RepositoryState, readRepository } from "#jobs/read-repository.ts";
import { AppError } from "#lib/errors.ts";
import { compareLsn } from "#lib/format/lsn.ts";
import { isWalWhole } from "#lib/recovery/wal-contiguous.ts";

interface Expected {
  step: string;
  removed: string[];
  /** What could be restored before and was not removed. */
  restorable: string[];
  newestLsn: string | null;
}

/** Looks again, with the engine's own eyes: what was to go is gone, and all that was to stay can still be restored. */
export async function readBack(
  run: OperationRun,
  { resource, repositoryId }: RetentionSite,
  expected: Expected,
): Promise<RepositoryState> {
  const read = () => readRepository(run.worker, resource, repositoryId, expected.restorable.at(-1));
  let state: RepositoryState | null = null;
  await run.step(expected.step, z.void(), async () => {
    state = await read();
    const difference = findDifference(state, expected);
    if (difference === null) return;
    throw new AppError("ENGINE", `After the expiry the repository is not as it should be: ${difference}`, {
      hint: "Take a full backup now, and look at the operation's log.",
      reason: "expire-mismatch",
    });
  });
  // Done by an earlier attempt: what it saw is no evidence of now.
  return state ?? (await read());
}

function findDifference(state: RepositoryState, expected: Expected): string | null {
  const present = new Map(state.sets.map((set) => [set.label, set]));
  const left = expected.removed.find((label) => present.has(label));
  if (left) return `${left} is still there.`;
  for (const label of expected.restorable) {
    const set = present.get(label);
    if (!set) return `${label} is gone, though it had to stay.`;
    const missing = set.references.find((each) => !present.has(each));
    if (missing) return `${label} had to stay, but ${missing}, on which it stands, is gone.`;
    if ((state.stored.get(label)?.missing.length ?? 0) > 0 || state.unreadable.has(label)) {
      return `files of ${label} are missing.`;
    }
    if (!isWalWhole(set, state.window)) return `the WAL of ${label} is no longer whole.`;
  }
  const newest = state.window.newest?.lsn ?? null;
  if (expected.newestLsn !== null && (newest === null || compareLsn(newest, expected.newestLsn) < 0)) {
    return "the newest point that can be restored moved back.";
  }
  return null;
}
