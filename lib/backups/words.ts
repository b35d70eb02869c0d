export const backupTypes = ["full", "diff", "incr"] as const;

/** The ladder of evidence; a set is only as green as the highest rung that holds without a hole below it. */
export const rungs = ["stored", "chain complete", "WAL contiguous", "checksummed", "restored"] as const;
