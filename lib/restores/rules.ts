import type { Decision } from "#lib/changes/schema.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { OperationStatus } from "#lib/operations/schema.ts";
import type { RecoveryTarget, RestoreDto, RestorePlan, SafetyBackup } from "#lib/restores/schema.ts";

/** A preview describes the world for this long; after that, a request must be worked out again. */
export const PREVIEW_FRESH_MICROS = 15n * 60n * 1_000_000n;
export const PLAN_VERSION = "restore-plan/v1";

type Status = RestoreDto["status"];

/** Two facts, one word for people: what was decided, and what was done about it. */
export function displayStatus(decision: Decision, operation: OperationStatus | null): Status {
  switch (decision) {
    case "requested":
      return "waiting for approval";
    case "rejected":
    case "cancelled":
    case "expired":
    case "superseded":
      return decision;
    case "approved":
      switch (operation) {
        case null:
        case "queued":
          return "approved";
        case "running":
          return "running";
        case "succeeded":
          return "succeeded";
        case "failed":
          return "failed";
        case "cancelled":
          return "run cancelled";
      }
  }
}

/** "Go back to just before" exists once the restore has ended, for as long as its safety backup is there and held. */
export function canUndo(status: Status, safety: SafetyBackup | null): boolean {
  if (safety === null || (status !== "succeeded" && status !== "failed")) return false;
  return safety.isStored && safety.isHeld;
}

/** When the last of them ends or ended, in epoch milliseconds: Infinity for one without an end, -Infinity for none. */
export function holdsEnd(holds: readonly { expiresAt: Date | null; releasedAt: Date | null }[]): number {
  const ends = holds.map(({ expiresAt, releasedAt }) =>
    Math.min(expiresAt?.getTime() ?? Infinity, releasedAt?.getTime() ?? Infinity),
  );
  return Math.max(...ends);
}

/** Sets have no order: sorted, so that writing them in another order cannot change the hash (T2). */
export function normalizePlan(plan: RestorePlan): RestorePlan {
  return {
    ...plan,
    include: plan.include.toSorted(),
    exclude: plan.exclude.toSorted(),
    hooks: plan.hooks.toSorted((a, b) => (a.moment < b.moment ? -1 : 1)),
  };
}

/**
 * The sentence people decide by. Instants are in UTC unless `words` says them in the zone somebody chose; it is given
 * the target and the last commit that the plan keeps, which is what "the newest" was.
 */
export function restoreSentence(
  plan: Pick<RestorePlan, "resource" | "target" | "destination" | "undoOfId">,
  words: (target: RecoveryTarget, lastCommitMicros: string | null) => string = targetWords,
): string {
  const where = plan.destination.kind === "in-place" ? "in place" : "into a new instance";
  if (plan.undoOfId !== null)
    return `Put ${plan.resource.name} back to just before the earlier restore, ${where}`;
  const { chosen, lastCommitMicros } = plan.target;
  const verb = plan.destination.kind === "in-place" ? "Put" : "Restore";
  const back = plan.destination.kind === "in-place" ? "back to " : "as of ";
  return `${verb} ${plan.resource.name} ${back}${words(chosen, lastCommitMicros)}, ${where}`;
}

function targetWords(target: RecoveryTarget, lastCommitMicros: string | null): string {
  switch (target.kind) {
    case "latest":
      return lastCommitMicros === null
        ? "the newest restorable moment"
        : `${microsToUtc(BigInt(lastCommitMicros))} (the newest when it was worked out)`;
    case "time":
      return microsToUtc(BigInt(target.micros));
    case "lsn":
      return `WAL position ${target.lsn}`;
    case "name":
      return `the restore point ${isolate(target.name)}`;
    case "immediate":
      return `the end of backup set ${target.label}`;
  }
}

/** 2026-11-22 14:03:10.000001 UTC, exact to the microsecond. */
function microsToUtc(micros: bigint): string {
  const seconds = new Date(Number(micros / 1_000_000n) * 1000).toISOString().slice(0, 19).replace("T", " ");
  const fraction = (micros % 1_000_000n).toString().padStart(6, "0").replace(/0+$/, "");
  return `${seconds}${fraction ? `.${fraction}` : ""} UTC`;
}
