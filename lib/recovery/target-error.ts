import type { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { describeInstant } from "#lib/format/instant.ts";
import type { refusedTarget } from "#lib/recovery/schema.ts";

export type TargetProblem =
  | "before-window"
  | "in-gap"
  | "beyond-window"
  | "unknown-target"
  | "nothing-restorable";

/** Nearest instants that can be restored, null on a side where there is none; WAL positions where one was asked for. */
export interface NearestInstants {
  beforeMicros: bigint | null;
  afterMicros: bigint | null;
  beforeLsn?: string | null;
  afterLsn?: string | null;
}

/** PRECONDITION: the chosen target cannot be proven reachable. `details.nearest` is what can be, for programs. */
export class TargetError extends AppError {
  readonly nearest: NearestInstants;

  constructor(problem: TargetProblem, message: string, nearest: NearestInstants, hint = hintFor(nearest)) {
    super("PRECONDITION", message, { reason: problem, hint, details: { nearest: toText(nearest) } });
    this.name = "TargetError";
    this.nearest = nearest;
  }
}

/** Exact, as it can be typed. */
export function instantWords(micros: bigint): string {
  return describeInstant(micros, "UTC", micros % 1_000_000n === 0n ? "second" : "micros");
}

function hintFor({ beforeMicros, afterMicros }: NearestInstants): string {
  const sides = [
    beforeMicros === null ? null : `${instantWords(beforeMicros)} before it`,
    afterMicros === null ? null : `${instantWords(afterMicros)} after it`,
  ].filter((side) => side !== null);
  return sides.length > 0
    ? `Nearest that can be restored: ${sides.join(", ")}.`
    : "Take a full backup; from its end on everything can be restored.";
}

function toText(nearest: NearestInstants): z.input<typeof refusedTarget>["nearest"] {
  const { beforeMicros, afterMicros, beforeLsn, afterLsn } = nearest;
  return {
    beforeMicros: beforeMicros?.toString() ?? null,
    afterMicros: afterMicros?.toString() ?? null,
    beforeLsn: beforeLsn ?? null,
    afterLsn: afterLsn ?? null,
  };
}
