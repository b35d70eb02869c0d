import { archivingConfigPath } from "./config-files.ts";
import { clusterLock, runPgbackrest, type Session } from "./run-pgbackrest.ts";

/** Switches WAL and waits (60 s at most) until that segment is in every repository. */
export async function checkArchiving(session: Session): Promise<void> {
  await runPgbackrest(session, {
    command: "check",
    args: [],
    configFile: archivingConfigPath(session.run),
    repositoryId: null,
    timeoutMs: 180_000,
    lockFile: clusterLock(session.run),
  });
}
