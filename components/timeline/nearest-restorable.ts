import type { Recoverability } from "#components/timeline/recoverability.ts";
import { snapInstant } from "#components/timeline/snap-instant.ts";

/** The restorable instant closest to `micros`; null when nothing can be restored. */
export function nearestRestorable(recoverable: Recoverability, micros: bigint): bigint | null {
  const snap = snapInstant(recoverable, micros);
  if (snap.kind === "restorable") return micros;
  const { beforeMicros, afterMicros } = snap;
  if (beforeMicros === null || afterMicros === null) return beforeMicros ?? afterMicros;
  return micros - beforeMicros <= afterMicros - micros ? beforeMicros : afterMicros;
}
