import type { Tone } from "#components/ui/pill.tsx";
import { formatDurationRange } from "#lib/format/duration.ts";
import type { OperationSummary } from "#lib/operations/schema.ts";
import type { RestoreDto, RestoreImpact, RestorePlan } from "#lib/restores/schema.ts";

export const restoreLook: Record<RestoreDto["status"], { tone: Tone; words: string }> = {
  "waiting for approval": { tone: "warn", words: "Waiting for approval" },
  rejected: { tone: "bad", words: "Rejected" },
  cancelled: { tone: "idle", words: "Withdrawn" },
  expired: { tone: "idle", words: "Expired" },
  superseded: { tone: "idle", words: "Superseded" },
  approved: { tone: "busy", words: "Approved, starting" },
  running: { tone: "busy", words: "Running" },
  succeeded: { tone: "good", words: "Succeeded" },
  failed: { tone: "bad", words: "Failed" },
  "run cancelled": { tone: "idle", words: "Approved, then cancelled" },
};

interface CancelledRun {
  operation: Pick<OperationSummary, "startedAt"> | null;
  plan: { destination: Pick<RestorePlan["destination"], "kind"> };
}

/** What a cancelled run left behind: what follows "R-7 was approved, then". One that could not put back has failed. */
export function runCancelledWords({ operation, plan }: CancelledRun): string {
  if (operation?.startedAt == null) return "cancelled before its run began: nothing was changed.";
  return plan.destination.kind === "in-place"
    ? "cancelled during its run: nothing of the cluster was overwritten, and it was put back as it was found. A safety backup that was already taken stays in the repository."
    : "cancelled during its run: what was there of the new instance was removed, and the original was not touched.";
}

/** What the state before an in-place restore can be had again from, as a sentence. */
export const wayBackWords: Record<RestorePlan["wayBack"], string> = {
  backup:
    "A safety backup is taken and verified before anything is overwritten, with a named restore point to go back to.",
  "set-aside":
    "No safety backup can be taken. The data directory as it is now is set aside untouched on the same host.",
  none: "There is no way back: what is there now cannot be saved. The data directory is gone.",
};

export function destinationWords({ destination }: Pick<RestorePlan, "destination">): string {
  return destination.kind === "in-place"
    ? `in place, on ${destination.host}`
    : `as a new instance on ${destination.host}, port ${destination.port}`;
}

/** How long the worker will be at it; how long people take to approve is not in it. */
export function workWords({ durationMs }: Pick<RestoreImpact, "durationMs">): string {
  if (durationMs === null) return "not known: nothing like it was measured yet";
  const { low, high, basedOn } = durationMs;
  const restores = basedOn === 1 ? "1 earlier restore" : `${basedOn} earlier restores`;
  return `${formatDurationRange(low, high)} of work once approved, from ${restores}`;
}

export function notRestoredLabel({ destination }: Pick<RestorePlan, "destination">): string {
  return destination.kind === "in-place" ? "Does not come back" : "Not in the copy";
}
