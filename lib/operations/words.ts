export const operationKinds = [
  "backup",
  "verify",
  "expire",
  "restore",
  "shorten-retention",
  "restore-preview",
  "discard-instance",
  "check-resource",
  "set-up-resource",
  "probe-repository",
] as const;
export const operationStatuses = ["queued", "running", "succeeded", "failed", "cancelled"] as const;
