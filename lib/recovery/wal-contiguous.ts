import type { EngineBackupSet } from "#lib/engines/engine.ts";
import { compareLsn } from "#lib/format/lsn.ts";
import type { RecoveryWindow } from "#lib/recovery/schema.ts";

/** "WAL contiguous": the set's own WAL is whole, and goes on without a hole to the end of its line of history. */
export function isWalContiguous(set: Pick<EngineBackupSet, "stopLsn">, window: RecoveryWindow): boolean {
  return window.ranges.some(
    (range) => compareLsn(range.fromLsn, set.stopLsn) <= 0 && compareLsn(set.stopLsn, range.toLsn) <= 0,
  );
}
