import { createHash, randomUUID } from "node:crypto";
import { chmod, mkdir, readFile, readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { EngineRun } from "#lib/engines/engine.ts";
import { buildConfig } from "./build-config.ts";
import type { Binary } from "./find-binary.ts";
import { stanzaName } from "./stanza.ts";

/** Where archive_command finds its configuration: it must stay valid as long as the cluster is protected. */
export function archivingConfigPath(run: Pick<EngineRun, "cluster" | "workDirectory">): string {
  return join(run.workDirectory, `${stanzaName(run.cluster.resourceId)}.conf`);
}

/** A link, so that a newer binary does not change archive_command. */
export function archivingBinaryPath(run: Pick<EngineRun, "workDirectory">): string {
  return join(run.workDirectory, "pgbackrest");
}

export async function linkArchivingBinary(run: EngineRun, binary: Binary): Promise<void> {
  const path = archivingBinaryPath(run);
  if ((await readlink(path).catch(() => null)) === binary.path) return;
  const temporary = `${path}.${randomUUID()}`;
  await symlink(binary.path, temporary);
  await rename(temporary, path);
}

export async function writeArchivingConfig(run: EngineRun, binary: Binary): Promise<string> {
  const path = archivingConfigPath(run);
  await writePrivate(path, configText(run, binary));
  return path;
}

/**
 * Configuration of one command, in a file of its own named by its content: trying a wrong key must not break
 * the file that archive_command depends on.
 */
export async function writeCommandConfig(run: EngineRun, binary: Binary): Promise<string> {
  const text = configText(run, binary);
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 24);
  const path = join(run.workDirectory, "run", `${stanzaName(run.cluster.resourceId)}-${digest}.conf`);
  await writePrivate(path, text);
  return path;
}

/** One directory per restored data directory; what is in it serves the restored server's restore_command. */
export function restoreStateDirectory(run: EngineRun, dataDirectory: string): string {
  const digest = createHash("sha256").update(dataDirectory).digest("hex").slice(0, 24);
  return join(run.workDirectory, "restore", digest);
}

export async function writeRestoreConfig(
  run: EngineRun,
  binary: Binary,
  dataDirectory: string,
): Promise<string> {
  const stateDirectory = restoreStateDirectory(run, dataDirectory);
  const path = join(stateDirectory, "pgbackrest.conf");
  const text = buildConfig({
    cluster: { ...run.cluster, dataDirectory },
    repositories: run.repositories,
    features: binary.features,
    stateDirectory,
    isAsync: false,
  });
  await writePrivate(path, text);
  return path;
}

function configText(run: EngineRun, binary: Binary): string {
  return buildConfig({
    cluster: run.cluster,
    repositories: run.repositories,
    features: binary.features,
    stateDirectory: run.workDirectory,
    isAsync: true,
  });
}

/** Atomic: archive_command may read the file at any moment. */
export async function writePrivate(path: string, text: string): Promise<void> {
  if ((await readFile(path, "utf8").catch(() => null)) === text) return chmod(path, 0o600);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}`;
  try {
    await writeFile(temporary, text, { mode: 0o600, flush: true });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
