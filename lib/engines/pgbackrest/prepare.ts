import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { linkArchivingBinary, writeArchivingConfig, writeCommandConfig } from "./config-files.ts";
import { clusterLock, runPgbackrest, type Session } from "./run-pgbackrest.ts";

/**
 * Creates what is missing in each repository, then the configuration archive_command uses. In that order: a
 * repository that refuses must not replace a configuration with which archiving works.
 */
export async function prepare(session: Session): Promise<void> {
  const { run, binary } = session;
  for (const name of ["run", "spool", "lock", "log"]) {
    await mkdir(join(run.workDirectory, name), { recursive: true, mode: 0o700 });
  }
  await runPgbackrest(session, {
    command: "stanza-create",
    args: [],
    configFile: await writeCommandConfig(run, binary),
    repositoryId: null,
    timeoutMs: 120_000,
    lockFile: clusterLock(run),
  });
  await linkArchivingBinary(run, binary);
  await writeArchivingConfig(run, binary);
}
