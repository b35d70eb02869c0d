import type { EngineRun, PhysicalEngine } from "#lib/engines/engine.ts";
import { backup } from "./backup.ts";
import { checkArchiving } from "./check-archiving.ts";
import { checkRepository } from "./check-repository.ts";
import { expire } from "./expire.ts";
import { expireWal } from "./expire-wal.ts";
import { missingFeatures } from "./features.ts";
import { type Binary, findBinary } from "./find-binary.ts";
import { listBackupSets } from "./list-backup-sets.ts";
import { prepare } from "./prepare.ts";
import { readArchive } from "./read-archive.ts";
import { readStored } from "./read-stored.ts";
import { readWalEvents } from "./read-wal-events.ts";
import { restoreFiles } from "./restore-files.ts";
import type { Session } from "./run-pgbackrest.ts";
import { settingChanges } from "./setting-changes.ts";
import { verifyContents } from "./verify-contents.ts";

/** The engine on this host: of the binary at `path`, else of the newest one found when it is first used. */
export function pgbackrest(options: { path?: string | null } = {}): PhysicalEngine {
  const path = options.path ?? null;
  let binary: Binary | null = null;
  const segmentBytes = new Map<string, number>();
  const open = async (run: EngineRun): Promise<Session> => {
    binary ??= await findBinary(path, run.signal);
    return { run, binary, segmentBytes };
  };
  return {
    name: "pgbackrest",
    describe: async (signal) => {
      const binary = await findBinary(path, signal);
      return {
        version: binary.version,
        path: binary.path,
        missingFeatures: missingFeatures(binary.features),
      };
    },
    settingChanges,
    prepare: async (run) => prepare(await open(run)),
    checkArchiving: async (run) => checkArchiving(await open(run)),
    checkRepository: async (run, repositoryId) => checkRepository(await open(run), repositoryId),
    backup: async (run, input) => backup(await open(run), input),
    listBackupSets: async (run, repositoryId) => listBackupSets(await open(run), repositoryId),
    readStored: async (run, repositoryId, label) => readStored(await open(run), repositoryId, label),
    verifyContents: async (run, repositoryId) => verifyContents(await open(run), repositoryId),
    readArchive: async (run, repositoryId) => readArchive(await open(run), repositoryId),
    readWalEvents: async (run, repositoryId, segment) =>
      readWalEvents(await open(run), repositoryId, segment),
    restoreFiles: async (run, input) => restoreFiles(await open(run), input),
    expire: async (run, input) => expire(await open(run), input),
    expireWal: async (run, input) => expireWal(await open(run), input),
  };
}
