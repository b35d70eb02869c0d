import type { Archive, EngineBackupSet } from "#lib/engines/engine.ts";
import { parseLsn } from "#lib/format/lsn.ts";
import { pieceAt, type Run, type TimelinePath } from "./timeline-path.ts";

/** A set that can be restored on a line of history, with the run that makes it consistent. */
export interface UsableSet {
  set: EngineBackupSet;
  run: Run;
  stop: bigint;
  /** Timeline of the file its last record is read from: what a recovery to this set has to name. */
  timeline: number;
}

/**
 * Sets on this path with all they need: every set they build on, and all WAL from their start to their stop. In order
 * of their stop.
 */
export function usableSets(path: TimelinePath, archive: Archive, sets: EngineBackupSet[]): UsableSet[] {
  const labels = new Set(sets.map((set) => set.label));
  const usable = sets.flatMap((set): UsableSet[] => {
    if (set.systemIdentifier !== archive.systemIdentifier) return [];
    if (!set.references.every((label) => labels.has(label))) return [];
    const [start, stop] = [parseLsn(set.startLsn), parseLsn(set.stopLsn)];
    const stretch = path.stretches.find(({ timeline }) => timeline === set.timeline);
    if (!stretch || start < stretch.from || (stretch.to !== null && stop > stretch.to)) return [];
    const [first, last] = [pieceAt(path.runs, start), pieceAt(path.runs, stop - 1n)];
    if (!first || !last || first.run !== last.run) return [];
    return [{ set, run: last.run, stop, timeline: last.piece.timeline }];
  });
  return usable.sort((a, b) => (a.stop < b.stop ? -1 : a.stop > b.stop ? 1 : 0));
}

/** A set's stop is known to the second, rounded down: from here on it is certainly consistent. */
export function consistentFromMicros(set: EngineBackupSet): bigint {
  return set.stoppedAtMicros + 1_000_000n;
}
