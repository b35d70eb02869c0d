import { type BackupSetDto, type Rung, rungs } from "#lib/backups/schema.ts";

type Evidence = BackupSetDto["evidence"];

/**
 * The highest rung without a hole below it: a set that was restored although its chain was never checked is not
 * shown as "restored". `restored` alone stands for everything below, because a running server is the whole proof.
 */
export function highestRung(evidence: Evidence): Rung | null {
  if (evidence.restoredAt !== null) return "restored";
  const reached = [evidence.storedAt, evidence.chainAt, evidence.walAt, evidence.checksummedAt];
  const firstHole = reached.indexOf(null);
  const count = firstHole === -1 ? reached.length : firstHole;
  return count === 0 ? null : (rungs[count - 1] ?? null);
}
