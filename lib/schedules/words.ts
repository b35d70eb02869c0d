/** What a schedule can start. */
export const actionWords = ["full", "diff", "incr", "verify"] as const;
