import type { Recoverability } from "#components/timeline/recoverability.ts";
import { snapInstant } from "#components/timeline/snap-instant.ts";

/**
 * The last restorable instant before an event, never one after it: null when there is none. `cause` is why it is not
 * the very last before, as a sentence.
 */
export function justBefore(
  recoverable: Recoverability,
  eventMicros: bigint,
): { micros: bigint; cause: string | null } | { micros: null; cause: string } {
  const snap = snapInstant(recoverable, eventMicros - 1n);
  if (snap.kind === "restorable") return { micros: snap.micros, cause: null };
  return { micros: snap.beforeMicros, cause: snap.cause };
}
