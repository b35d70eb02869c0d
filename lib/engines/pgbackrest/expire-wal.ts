import { AppError } from "#lib/errors.ts";
import { writeCommandConfig } from "./config-files.ts";
import { listRepository } from "./list-repository.ts";
import { readInfo } from "./read-info.ts";
import { clusterLock, runPgbackrest, type Session } from "./run-pgbackrest.ts";
import { archiveDirectory } from "./stanza.ts";
import { fileName, walPlace, walRemoval } from "./wal-removal.ts";

export interface ExpireWalInput {
  repositoryId: string;
  /** A segment's name. Its number counts, on every timeline; everything from there on stays. */
  keepFrom: string;
}

/**
 * Removes archived WAL of the current cluster below a segment, file by file as listed. Not by pgBackRest's own
 * retention: that compares names, so a lower timeline counts as older WAL even where a set still needs it.
 * Refuses (CONFLICT) when a set in the repository begins below.
 */
export async function expireWal(
  session: Session,
  input: ExpireWalInput,
): Promise<{ removedSegments: number }> {
  const { repositoryId } = input;
  const floor = walPlace(input.keepFrom);
  if (floor === null) throw new AppError("INVALID", "That is no WAL segment.", { reason: "segment" });
  const { current, sets } = await readInfo(session, repositoryId);
  if (!current) return { removedSegments: 0 };
  const own = sets.filter((set) => set.systemIdentifier === current.systemIdentifier);
  const needing = own.find((set) => (walPlace(set.startSegment) ?? "") < floor);
  // Without a set there is nothing to tell what is needed.
  if (needing || own.length === 0) throw stillNeeded(needing?.label ?? "A set to come");

  const directory = archiveDirectory(session.run.cluster.resourceId, current.archiveId);
  const before = [...(await listRepository(session, repositoryId, directory)).keys()];
  const { directories, singles, files } = walRemoval(before, input.keepFrom);
  const remove = (path: string, ...options: string[]) =>
    removePath(session, repositoryId, [...options, `${directory}/${path}`]);
  for (const path of directories) await remove(path, "--recurse");
  for (const path of singles) await remove(path);
  const after = new Set((await listRepository(session, repositoryId, directory)).keys());
  const leaving = new Set(files);
  const lost = before.find((path) => !leaving.has(path) && !after.has(path));
  const left = files.find((path) => after.has(path));
  if (lost) throw mismatch(`${fileName(lost)} is gone, though it had to stay.`);
  if (left) throw mismatch(`${fileName(left)} is still there.`);
  return { removedSegments: files.length };
}

async function removePath(session: Session, repositoryId: string, args: string[]): Promise<void> {
  const { run, binary } = session;
  await runPgbackrest(session, {
    command: "repo-rm",
    args,
    configFile: await writeCommandConfig(run, binary),
    repositoryId,
    timeoutMs: 600_000,
    lockFile: clusterLock(run),
  });
}

const stillNeeded = (label: string) =>
  new AppError("CONFLICT", `${label} still needs WAL that was to go.`, {
    reason: "wal-needed",
    hint: "Nothing was removed.",
  });

const mismatch = (sentence: string) =>
  new AppError("ENGINE", `The archived WAL is not as it should be: ${sentence}`, {
    reason: "expire-mismatch",
    hint: "Look at the operation's log and at the recovery window, and take a full backup.",
  });
