import type { EngineBackupSet } from "#lib/engines/engine.ts";
import { readInfo } from "./read-info.ts";
import type { Session } from "./run-pgbackrest.ts";

/** Oldest first, of every incarnation of the cluster found there. */
export async function listBackupSets(session: Session, repositoryId: string): Promise<EngineBackupSet[]> {
  const { sets } = await readInfo(session, repositoryId);
  return sets.sort((a, b) => Number(a.stoppedAtMicros - b.stoppedAtMicros));
}
