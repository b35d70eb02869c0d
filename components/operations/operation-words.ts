import type { OperationKind, OperationStatus } from "#lib/operations/schema.ts";

export const statusWords: Record<OperationStatus, string> = {
  queued: "Waiting to start",
  running: "Running",
  succeeded: "Succeeded",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** What stays behind when an operation of this kind is stopped now. */
export const cancelLeaves: Record<OperationKind, string> = {
  backup:
    "The cluster is not touched and earlier sets stay as they are. Files already copied stay in the repository as a partial set; the next backup of the same type goes on from them.",
  verify: "Nothing is changed by verifying. Sets that were not read yet keep the rung they had.",
  expire:
    "Sets already removed stay removed, and nothing that a remaining set needs. The next run removes what is left.",
  "shorten-retention": "The policy stays as it is. The approval is spent; shortening needs a new request.",
  restore:
    "Nothing of the cluster has been overwritten yet: it stays as it is, and clients are let in again. A safety backup that was already taken stays. The approval is spent; another restore needs a new request.",
  "restore-preview": "Nothing. A preview only reads.",
  "discard-instance": "Files not removed yet stay on the worker's host; discarding can be started again.",
  "check-resource": "Nothing. A check only reads.",
  "set-up-resource":
    "Settings already changed stay changed; set-up can be started again and goes on from there.",
  "probe-repository": "A probe object may stay in the repository; the next test removes it.",
};
