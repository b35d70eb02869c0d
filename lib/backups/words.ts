export const backupTypes = ["full", "diff", "incr"] as const;
export type BackupType = (typeof backupTypes)[number];

/** The type of a backup, and of the set that it leaves, as it stands in a sentence. */
export const typeWords: Record<BackupType, string> = {
  full: "full",
  diff: "differential",
  incr: "incremental",
};

/** The same of a type that was only written down: nobody may know it any more. */
export function findTypeWords(type: string | null): string | undefined {
  const words: Record<string, string | undefined> = typeWords;
  return words[type ?? ""];
}

/** "incremental backup"; of a type nobody knows only "backup". */
export function backupWords(type: string | null): string {
  const words = findTypeWords(type);
  return words === undefined ? "backup" : `${words} backup`;
}

/** The ladder of evidence; a set is only as green as the highest rung that holds without a hole below it. */
export const rungs = ["stored", "chain complete", "WAL contiguous", "checksummed", "restored"] as const;
