import type { WalEvent } from "#lib/engines/engine.ts";
import { maxOf, minOf } from "#lib/format/bigint.ts";

/** Earliest and latest commit of one segment; they are only nearly in WAL order. */
export interface CommitBounds {
  firstMicros: bigint;
  lastMicros: bigint;
}

/** By segment name. Null: the segment holds no commit. Absent: not read yet. */
export type KnownBounds = ReadonlyMap<string, CommitBounds | null>;

export function commitBoundsOf(events: readonly WalEvent[]): CommitBounds | null {
  const instants = events.filter((event) => event.kind === "commit").map((event) => event.atMicros);
  const [first, ...rest] = instants;
  if (first === undefined) return null;
  return rest.reduce<CommitBounds>(
    (bounds, at) => ({
      firstMicros: minOf(at, bounds.firstMicros),
      lastMicros: maxOf(at, bounds.lastMicros),
    }),
    { firstMicros: first, lastMicros: first },
  );
}
