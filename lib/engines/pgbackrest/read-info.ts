import { AppError } from "#lib/errors.ts";
import { checkRepository } from "./check-repository.ts";
import { writeCommandConfig } from "./config-files.ts";
import { parseInfo, type RepositoryInfo } from "./parse-info.ts";
import { runPgbackrest, type Session } from "./run-pgbackrest.ts";

/** Throws when the repository cannot be read: an empty list always means "no sets". */
export async function readInfo(session: Session, repositoryId: string): Promise<RepositoryInfo> {
  const { stdout } = await runPgbackrest(session, {
    command: "info",
    args: ["--output=json"],
    configFile: await writeCommandConfig(session.run, session.binary),
    repositoryId,
    timeoutMs: 120_000,
  });
  const info = parseInfo(stdout, repositoryId);
  if (info) return info;
  await checkRepository(session, repositoryId);
  throw new AppError("ENGINE", "The repository's index cannot be read.", {
    reason: "repository-unreadable",
    hint: "See the operation's log; verify the repository.",
  });
}
