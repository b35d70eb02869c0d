import type { EngineBackupSet } from "#lib/engines/engine.ts";
import type { RecoveryWindow } from "#lib/recovery/schema.ts";

type Labelled = Pick<EngineBackupSet, "label">;

/** "WAL contiguous": the set's own WAL is whole, and goes on without a hole to the end of its line of history. */
export function isWalContiguous({ label }: Labelled, { ranges }: RecoveryWindow): boolean {
  return ranges.some(({ reachesEnd, baseLabels }) => reachesEnd === true && baseLabels?.includes(label));
}

/** All WAL from its start to its stop is there: it can be restored, if perhaps to nothing later. */
export function isWalWhole({ label }: Labelled, { ranges }: RecoveryWindow): boolean {
  return ranges.some(({ baseLabels }) => baseLabels?.includes(label));
}

/** The archived WAL leads from it to the newest point that can be restored. */
export function reachesNewest({ label }: Labelled, { ranges, currentTimeline }: RecoveryWindow): boolean {
  const last = ranges.findLast(({ timeline }) => timeline === currentTimeline);
  return last?.baseLabels?.includes(label) === true;
}
