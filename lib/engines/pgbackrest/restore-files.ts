import { mkdir, readFile, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { RestoreFilesInput } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { restoreStateDirectory, writePrivate, writeRestoreConfig } from "./config-files.ts";
import { progressParser } from "./parse-progress.ts";
import { requireLabel } from "./read-stored.ts";
import { restoreArgs } from "./restore-args.ts";
import { clusterLock, runPgbackrest, type Session } from "./run-pgbackrest.ts";
import { skipTimelines } from "./skip-timelines.ts";

const twoDaysMs = 48 * 60 * 60 * 1000;

/**
 * Puts the files of a set in place, with everything recovery needs to stop at the given point and pause there. Safe
 * to repeat after a kill. Whether recovery gets there is for the caller to prove on the running server.
 */
export async function restoreFiles(session: Session, input: RestoreFilesInput): Promise<void> {
  const { run, binary } = session;
  requireLabel(input.label);
  const isInPlace = resolve(input.dataDirectory) === resolve(run.cluster.dataDirectory);
  const stateDirectory = restoreStateDirectory(run, input.dataDirectory);
  const isOurs = await isInterrupted(input, stateDirectory);
  const configFile = await writeRestoreConfig(run, binary, input.dataDirectory);
  await markStarted(input, stateDirectory);
  const parseProgress = progressParser();
  await runPgbackrest(session, {
    command: "restore",
    args: restoreArgs({ restore: input, isInPlace, delta: input.delta || isOurs, binaryPath: binary.path }),
    configFile,
    repositoryId: input.repositoryId,
    timeoutMs: twoDaysMs,
    lockFile: isInPlace ? clusterLock(run) : join(stateDirectory, "restore.lock"),
    detail: true,
    onMessage: ({ text }) => {
      const progress = parseProgress(text);
      if (progress) run.progress(progress);
    },
  });
  await requireRestored(input);
  await skipTimelines(session, input);
}

/** A directory that this same restore created and was killed over may be completed, although it is not empty. */
async function isInterrupted(input: RestoreFilesInput, stateDirectory: string): Promise<boolean> {
  const recorded = await readFile(join(stateDirectory, "started.json"), "utf8").catch(() => null);
  return recorded !== null && recorded === (await describeStart(input).catch(() => null));
}

async function markStarted(input: RestoreFilesInput, stateDirectory: string): Promise<void> {
  await mkdir(input.dataDirectory, { recursive: true, mode: 0o700 });
  const marker = join(stateDirectory, "started.json");
  await rm(marker, { force: true });
  await writePrivate(marker, await describeStart(input));
}

async function describeStart(input: RestoreFilesInput): Promise<string> {
  // A directory that was removed and made again is another one.
  const { dev, ino, birthtimeNs } = await stat(input.dataDirectory, { bigint: true });
  return JSON.stringify({ input, directory: `${dev}:${ino}:${birthtimeNs}` });
}

/** Exit code 0 is not taken for it: the control file is written last, the signal file makes the server recover. */
async function requireRestored(input: RestoreFilesInput): Promise<void> {
  for (const name of ["PG_VERSION", "global/pg_control", "backup_label", "recovery.signal"]) {
    const size = await stat(join(input.dataDirectory, name)).then(
      (found) => found.size,
      () => -1,
    );
    if (size < 0) throw incomplete(name);
  }
  const settings = await readFile(join(input.dataDirectory, "postgresql.auto.conf"), "utf8");
  const needed = [
    /^restore_command = /m,
    input.stop.kind === "immediate" ? /^recovery_target = 'immediate'/m : /^recovery_target_lsn = /m,
    ...(input.archivingOff ? [/^archive_mode = 'off'/m] : []),
  ];
  if (!needed.every((pattern) => pattern.test(settings))) throw incomplete("postgresql.auto.conf");
}

const incomplete = (name: string) =>
  new AppError("ENGINE", `pgBackRest reported success, but ${name} is not as recovery needs it.`, {
    reason: "restore-incomplete",
    hint: "Do not start this directory. Start the operation again.",
  });
