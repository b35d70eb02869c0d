/** What is charted of one resource. */
export const seriesKinds = ["rpo", "rto", "backup-duration", "backup-size"] as const;
