import type { Tone } from "#components/ui/pill.tsx";
import type { RestoreDto, RestorePlan } from "#lib/restores/schema.ts";

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
};

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
