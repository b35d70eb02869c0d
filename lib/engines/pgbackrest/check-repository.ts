import { access, constants } from "node:fs/promises";
import { AppError } from "#lib/errors.ts";
import { writeCommandConfig } from "./config-files.ts";
import { infoFileReader } from "./info-file.ts";
import { findRepository, runPgbackrest, type Session } from "./run-pgbackrest.ts";
import { stanzaName } from "./stanza.ts";

/**
 * Opens both index files with the key. `info` would not do: it exits 0 whatever it finds, and hangs for minutes
 * on an unreachable store.
 */
export async function checkRepository(session: Session, repositoryId: string): Promise<void> {
  const { run, binary } = session;
  const { location } = findRepository(run, repositoryId);
  if (location.kind === "local") await requireDirectory(location.path);
  const configFile = await writeCommandConfig(run, binary);
  const stanza = stanzaName(run.cluster.resourceId);
  for (const file of [`backup/${stanza}/backup.info`, `archive/${stanza}/archive.info`]) {
    const { stdout } = await runPgbackrest(session, {
      command: "repo-get",
      args: [file],
      configFile,
      repositoryId,
      timeoutMs: 30_000,
    });
    requireIntact(stdout);
  }
}

async function requireDirectory(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new AppError("ENGINE", `The repository directory ${path} cannot be used.`, {
      reason: "directory-unusable",
      hint: "Check that it exists, that its disk is mounted and that the worker's user may write to it.",
      cause,
    });
  }
}

function requireIntact(text: string): void {
  const reader = infoFileReader();
  for (const line of text.split("\n")) reader.read(line);
  if (reader.isIntact()) return;
  if (text.startsWith("[backrest]")) {
    throw new AppError("ENGINE", "An index file of the repository is damaged.", {
      reason: "file-invalid",
      hint: "Verify the repository and take a full backup to another one.",
    });
  }
  throw new AppError("ENGINE", "The repository cannot be decrypted with this key.", {
    reason: "wrong-key",
    hint: "Check the passphrase and the key generation.",
  });
}
