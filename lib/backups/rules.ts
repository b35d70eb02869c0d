import { type BackupSetDto, type Rung, rungs } from "#lib/backups/schema.ts";

type Evidence = BackupSetDto["evidence"];

/**
 * The highest rung without a hole below it. A restore proves the WAL and the contents as they were, so "restored" needs
 * only what can be lost since: a set whose files, or those of a set it builds on, are gone is not shown as "restored".
 */
export function highestRung(evidence: Evidence): Rung | null {
  const isWhole = evidence.storedAt !== null && evidence.chainAt !== null;
  if (isWhole && evidence.restoredAt !== null) return "restored";
  const reached = [evidence.storedAt, evidence.chainAt, evidence.walAt, evidence.checksummedAt];
  const firstHole = reached.indexOf(null);
  const count = firstHole === -1 ? reached.length : firstHole;
  return count === 0 ? null : (rungs[count - 1] ?? null);
}
