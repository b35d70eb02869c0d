import type { Recoverability } from "#components/timeline/recoverability.ts";
import { snapInstant } from "#components/timeline/snap-instant.ts";

export interface Step {
  micros: bigint;
  /** Why the step did not end where its length says; null when it did. */
  cause: string | null;
}

/** Moves by `delta`, over holes to their far side; null when nothing can be restored. */
export function stepInstant(recoverable: Recoverability, micros: bigint, delta: bigint): Step | null {
  const snap = snapInstant(recoverable, micros + delta);
  if (snap.kind === "restorable") return { micros: snap.micros, cause: null };
  const { beforeMicros, afterMicros, cause } = snap;
  const next = delta > 0n ? (afterMicros ?? beforeMicros) : (beforeMicros ?? afterMicros);
  return next === null ? null : { micros: next, cause };
}
