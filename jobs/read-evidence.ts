import type { EngineRun, PhysicalEngine, StoredEvidence } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";

/** What an engine says of one set whose manifest is gone or damaged. */
const lost = new Set([
  "file-missing",
  "path-missing",
  "manifest-damaged",
  "file-invalid",
  "checksum",
  // A repository that was just opened with this key has not got another one: the bytes are damaged.
  "wrong-key",
]);

/**
 * The evidence of one set of a repository that has been opened; or, as text, why its manifest cannot be read. One
 * lost manifest must not look like a lost repository.
 */
export async function readEvidence(
  engine: PhysicalEngine,
  run: EngineRun,
  repositoryId: string,
  label: string,
): Promise<StoredEvidence | string> {
  try {
    return await engine.readStored(run, repositoryId, label);
  } catch (error) {
    if (error instanceof AppError && lost.has(error.reason ?? ""))
      return `The manifest of ${label} is missing from the repository or damaged.`;
    throw error;
  }
}
