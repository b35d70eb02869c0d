import type { BackupSet } from "#lib/db/generated/client.ts";
import type { EngineBackupSet, StoredEvidence } from "#lib/engines/engine.ts";

/** What a look at a repository found of the sets it looked at. */
export interface SeenSets {
  /** Sets whose files were just compared with their manifest. */
  stored: Map<string, StoredEvidence>;
  /** Sets whose manifest could not be read: why. */
  unreadable: Map<string, string>;
}

/** What the catalogue said of a set before. */
export type KnownSet = Pick<BackupSet, "state" | "storedAt" | "problem">;

/** What is wrong with a set, by what was just seen of it and what was known before; null when nothing is. */
export function setProblem(
  set: EngineBackupSet,
  seen: SeenSets,
  earlier: KnownSet | undefined,
): string | null {
  return (
    seen.unreadable.get(set.label) ??
    missingFiles(seen.stored.get(set.label)) ??
    (set.hasPageErrors ? "PostgreSQL pages with wrong checksums were copied." : null) ??
    contentProblem(earlier)
  );
}

function missingFiles(evidence: StoredEvidence | undefined): string | null {
  const [first] = evidence?.missing ?? [];
  if (!evidence || !first) return null;
  const others = evidence.missing.length > 1 ? ` and ${evidence.missing.length - 1} more` : "";
  return `${first.path}${others}: ${first.problem === "absent" ? "missing" : "wrong size"} in the repository.`;
}

/** Damaged content that verification found is not healed by every file being there with its size. */
function contentProblem(earlier: KnownSet | undefined): string | null {
  return earlier?.state === "present" && earlier.storedAt !== null ? earlier.problem : null;
}
