import type { BackupSetDto } from "#lib/backups/schema.ts";

/**
 * The chain a restore to `micros` would most likely start from, oldest first: the newest set that was complete
 * by then and everything it builds on. The worker's preview says which one it really is.
 */
export function setsBehind(sets: readonly BackupSetDto[], micros: bigint): BackupSetDto[] {
  const newest = sets
    .filter((set) => set.state === "present" && BigInt(set.stoppedAtMicros) <= micros)
    .reduce<BackupSetDto | null>(
      (best, set) =>
        best === null || BigInt(set.stoppedAtMicros) > BigInt(best.stoppedAtMicros) ? set : best,
      null,
    );
  const chain: BackupSetDto[] = [];
  let next = newest;
  while (next !== null && !chain.includes(next)) {
    chain.unshift(next);
    const { priorLabel, repository } = next;
    next = sets.find((set) => set.label === priorLabel && set.repository.id === repository.id) ?? null;
  }
  return chain;
}
