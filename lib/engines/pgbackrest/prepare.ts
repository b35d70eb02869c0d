import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "#lib/errors.ts";
import { checkRepository } from "./check-repository.ts";
import { linkArchivingBinary, writeArchivingConfig, writeCommandConfig } from "./config-files.ts";
import { clusterLock, runPgbackrest, type Session } from "./run-pgbackrest.ts";

const longestWaitMs = 30_000;
const retryAfterMs = 250;

/**
 * Creates what is missing in each repository, then the configuration archive_command uses. In that order: a
 * repository that refuses must not replace a configuration with which archiving works.
 */
export async function prepare(session: Session): Promise<void> {
  const { run, binary } = session;
  for (const name of ["run", "spool", "lock", "log"]) {
    await mkdir(join(run.workDirectory, name), { recursive: true, mode: 0o700 });
  }
  if (!(await isPrepared(session))) await createStanza(session);
  await linkArchivingBinary(run, binary);
  await writeArchivingConfig(run, binary);
}

async function isPrepared(session: Session): Promise<boolean> {
  for (const { id } of session.run.repositories) {
    const problem = await checkRepository(session, id).then(
      () => null,
      (error: unknown) => error,
    );
    if (problem === null) continue;
    if (isMissing(problem)) return false;
    throw problem;
  }
  return true;
}

/** It needs the lock that each archive-push of a cluster already archiving takes for a moment. */
async function createStanza(session: Session): Promise<void> {
  const { run, binary } = session;
  const giveUpAt = Date.now() + longestWaitMs;
  for (;;) {
    try {
      await runPgbackrest(session, {
        command: "stanza-create",
        args: [],
        configFile: await writeCommandConfig(run, binary),
        repositoryId: null,
        timeoutMs: 120_000,
        lockFile: clusterLock(run),
      });
      return;
    } catch (error) {
      const isBusy = error instanceof AppError && error.reason === "lock-held";
      if (!isBusy || Date.now() > giveUpAt) throw error;
      await delay(retryAfterMs, undefined, { signal: run.signal });
    }
  }
}

const isMissing = (error: unknown) =>
  error instanceof AppError && (error.reason === "file-missing" || error.reason === "directory-unusable");
