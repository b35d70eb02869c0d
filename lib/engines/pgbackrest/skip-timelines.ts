import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RestoreFilesInput } from "#lib/engines/engine.ts";
import { listRepository } from "./list-repository.ts";
import { readInfo } from "./read-info.ts";
import type { Session } from "./run-pgbackrest.ts";
import { archiveDirectory } from "./stanza.ts";
import { fileName, walPlace } from "./wal-removal.ts";

/**
 * A server is promoted to the first timeline that has no history. A promotion that lost its power may have archived a
 * segment of that one, and pgBackRest refuses another file of the same name for ever: with a history of ours here,
 * which is never archived, the server takes the next timeline.
 */
export async function skipTimelines(session: Session, input: RestoreFilesInput): Promise<void> {
  const { repositoryId, dataDirectory, stop } = input;
  const { current } = await readInfo(session, repositoryId);
  if (!current) return;
  const directory = archiveDirectory(session.run.cluster.resourceId, current.archiveId);
  const files = [...(await listRepository(session, repositoryId, directory)).keys()];
  const begun = new Set(files.filter((path) => walPlace(fileName(path))).map((path) => path.slice(0, 8)));
  for (const timeline of begun) {
    const history = `${timeline}.history`;
    if (files.includes(history) || Number.parseInt(timeline, 16) <= stop.timeline) continue;
    const file = join(dataDirectory, "pg_wal", history);
    await writeFile(file, "# Taken by a promotion that was interrupted.\n", { mode: 0o600 });
  }
}
