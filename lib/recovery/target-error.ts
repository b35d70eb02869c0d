import { AppError } from "#lib/errors.ts";
import { microsToIso } from "#lib/format/instant.ts";

export type TargetProblem =
  | "before-window"
  | "in-gap"
  | "beyond-window"
  | "unknown-target"
  | "nothing-restorable";

/** Nearest instants that can be restored, null on a side where there is none. */
export interface NearestInstants {
  beforeMicros: bigint | null;
  afterMicros: bigint | null;
}

/** PRECONDITION: the chosen target cannot be proven reachable. */
export class TargetError extends AppError {
  readonly nearest: NearestInstants;

  constructor(problem: TargetProblem, message: string, nearest: NearestInstants) {
    super("PRECONDITION", message, { reason: problem, hint: hintFor(nearest) });
    this.name = "TargetError";
    this.nearest = nearest;
  }
}

function hintFor({ beforeMicros, afterMicros }: NearestInstants): string {
  const sides = [
    beforeMicros === null ? null : `${microsToIso(beforeMicros)} before it`,
    afterMicros === null ? null : `${microsToIso(afterMicros)} after it`,
  ].filter((side) => side !== null);
  return sides.length > 0
    ? `Nearest that can be restored: ${sides.join(", ")}.`
    : "Take a full backup first.";
}
