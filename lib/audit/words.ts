export const auditOutcomes = ["done", "denied", "failed"] as const;
