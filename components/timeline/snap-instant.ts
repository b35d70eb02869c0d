import type { Recoverability, Span } from "#components/timeline/recoverability.ts";

export type Snap =
  | { kind: "restorable"; micros: bigint; span: Span }
  | {
      kind: "refused";
      /** Why the chosen instant itself cannot be restored, as a sentence. */
      cause: string;
      /** The last restorable instant before it, and the first after it. */
      beforeMicros: bigint | null;
      afterMicros: bigint | null;
    };

/** U2: whether an instant can be restored; if not, the nearest on either side and the cause. */
export function snapInstant(recoverable: Recoverability, micros: bigint): Snap {
  const span = recoverable.spans.find((one) => one.fromMicros <= micros && micros <= one.toMicros);
  if (span !== undefined) return { kind: "restorable", micros, span };
  const before = recoverable.spans.findLast((one) => one.toMicros < micros);
  const after = recoverable.spans.find((one) => one.fromMicros > micros);
  return {
    kind: "refused",
    cause: causeOf(recoverable, micros, before !== undefined, after !== undefined),
    beforeMicros: before?.toMicros ?? null,
    afterMicros: after?.fromMicros ?? null,
  };
}

function causeOf(recoverable: Recoverability, micros: bigint, hasBefore: boolean, hasAfter: boolean): string {
  const hole = recoverable.holes.find(
    (one) => one.fromMicros <= micros && (one.toMicros === null || micros <= one.toMicros),
  );
  if (hole !== undefined) return hole.reason;
  if (!hasBefore && !hasAfter) return "Nothing can be restored yet: there is no backup set with its WAL.";
  if (!hasBefore) return "It is before the oldest restorable instant.";
  if (!hasAfter)
    return "It is after the newest restorable instant: what was written since is not in a repository yet.";
  return "No backup set and WAL reach it.";
}
