import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RestoreFilesInput } from "#lib/engines/engine.ts";
import { readArchive } from "./read-archive.ts";
import type { Session } from "./run-pgbackrest.ts";

/**
 * A server is promoted to the first timeline that has no history. A promotion that lost its power may have archived a
 * segment of that one, and pgBackRest refuses another file of the same name for ever: with a history of ours here,
 * which is never archived, the server takes the next timeline.
 */
export async function skipTimelines(session: Session, input: RestoreFilesInput): Promise<void> {
  const { segments, histories } = await readArchive(session, input.repositoryId);
  const digits = new Set(segments.map(({ name }) => name.slice(0, 8)));
  for (const { timeline } of histories) digits.delete(timeline.toString(16).toUpperCase().padStart(8, "0"));
  for (const each of digits) {
    if (Number.parseInt(each, 16) <= input.stop.timeline) continue;
    const file = join(input.dataDirectory, "pg_wal", `${each}.history`);
    await writeFile(file, "# Taken by a promotion that was interrupted.\n", { mode: 0o600 });
  }
}
