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

/** What an operation is called, in lists and in titles: "Verification of orders-db". */
export const kindWords: Record<(typeof operationKinds)[number], string> = {
  backup: "Backup",
  verify: "Verification",
  expire: "Retention",
  "shorten-retention": "Change of retention",
  restore: "Restore",
  "restore-preview": "Restore preview",
  "discard-instance": "Discard of an instance",
  "check-resource": "Resource check",
  "set-up-resource": "Set-up",
  "probe-repository": "Repository test",
};

export const operationStatuses = ["queued", "running", "succeeded", "failed", "cancelled"] as const;
