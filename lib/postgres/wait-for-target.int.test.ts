import { appendFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createConnection } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type ScratchCluster, startScratchCluster } from "#e2e/fixtures/scratch-cluster.ts";
import type { Cluster, Lsn, StopPoint } from "#lib/engines/engine.ts";
import { runCommand } from "#lib/exec/run-command.ts";
import { copySettings } from "./copy-settings.ts";
import { createRestorePoint } from "./create-restore-point.ts";
import { findFreePort } from "./find-free-port.ts";
import { keepInRecovery } from "./keep-in-recovery.ts";
import { promote } from "./promote.ts";
import { proveWrites } from "./prove-writes.ts";
import { readPosition } from "./read-position.ts";
import { type StartedCluster, startCluster } from "./start-cluster.ts";
import { stopCluster } from "./stop-cluster.ts";
import { switchWal } from "./switch-wal.ts";
import { validateCluster } from "./validate-cluster.ts";
import { waitForTarget } from "./wait-for-target.ts";
import { withConnection } from "./with-connection.ts";

const signal = new AbortController().signal;
let original: ScratchCluster;
let archive = "";
let afterTwo: Lsn = "";
const copies: Cluster[] = [];

beforeAll(async () => {
  original = await startScratchCluster({ archiving: true });
  archive = join(original.directory, "archive");
  await mkdir(archive);
  await original.query(`ALTER SYSTEM SET archive_command = 'cp %p ${archive}/%f'`);
  await original.query("SELECT pg_reload_conf()");
  await baseBackup();
  await original.query("CREATE TABLE rows (n int)");
  await original.query("INSERT INTO rows VALUES (1)");
  await original.query("INSERT INTO rows VALUES (2)");
  afterTwo = (await createRestorePoint(original.cluster, { signal, name: "after two" })).lsn;
  await original.query("INSERT INTO rows VALUES (3)");
  await archiveNow();
});
afterAll(() => original.stop());
afterEach(async () => {
  for (const copy of copies.splice(0)) {
    await stopCluster(copy, { mode: "immediate", timeoutMs: 30_000, signal });
    await rm(copy.dataDirectory, { recursive: true });
  }
});

const isArchived = (segment: string) =>
  readFile(join(archive, segment)).then(
    () => true,
    () => false,
  );

async function archiveNow() {
  const { segment } = await switchWal(original.cluster, { signal });
  await vi.waitUntil(() => isArchived(segment), { timeout: 20_000 });
}

async function command(file: string, ...args: string[]) {
  const result = await runCommand({ file, args, timeoutMs: 60_000, signal });
  if (result.exitCode !== 0) throw new Error(result.stderrTail);
}

async function baseBackup() {
  const { binDirectory, socketDirectory, port, user } = original.cluster;
  const target = join(original.directory, "base");
  const connection = ["-h", socketDirectory, "-p", String(port), "-U", user];
  await command(join(binDirectory, "pg_basebackup"), "-D", target, "-X", "none", "-c", "fast", ...connection);
}

/** A restored copy, ready to recover to a target. */
async function restoreCopy(settings: Record<string, string>): Promise<Cluster> {
  const dataDirectory = join(original.directory, `copy${copies.length}`);
  await command("cp", "-a", join(original.directory, "base"), dataDirectory);
  const all = {
    restore_command: `cp ${archive}/%f %p`,
    recovery_target_action: "pause",
    archive_mode: "off",
    ...settings,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value}'\n`);
  await appendFile(join(dataDirectory, "postgresql.auto.conf"), lines.join(""));
  await writeFile(join(dataDirectory, "recovery.signal"), "");
  const copy = {
    ...original.cluster,
    dataDirectory,
    port: await findFreePort({ taken: [original.cluster.port] }),
  };
  copies.push(copy);
  return copy;
}

function start(cluster: Cluster, overrides: Record<string, string> = {}): Promise<StartedCluster> {
  return startCluster({
    cluster,
    startOptions: [],
    fenced: { socketDirectory: join(original.directory, "f") },
    overrides,
    logFile: join(original.directory, "copy.log"),
    timeoutMs: 60_000,
    signal,
  });
}

const byName: StopPoint = { kind: "name", name: "after two", lsn: "0/0", timeline: 1 };
const wait = (started: StartedCluster, stop: StopPoint) =>
  waitForTarget(started, { stop, timeoutMs: 30_000, signal });

const readRows = (cluster: Cluster) =>
  withConnection(cluster, { signal }, async (client) => {
    const { rows } = await client.query<{ n: number }>("SELECT n FROM public.rows ORDER BY n");
    return rows.map(({ n }) => n);
  });

test("a restored server stands at its target, read-only, and takes writes only after promotion", async () => {
  const started = await start(await restoreCopy({ recovery_target_name: "after two" }));
  const position = await wait(started, { ...byName, lsn: afterTwo });
  expect(position).toMatchObject({ replayLsn: afterTwo, timeline: 1 });
  expect(position.lastCommitMicros).not.toBeNull();
  expect(await readRows(started.cluster)).toEqual([1, 2]);
  await expect(proveWrites(started.cluster, { signal })).rejects.toMatchObject({ reason: "read-only" });
  await expect(readPosition(started.cluster, { signal })).rejects.toMatchObject({ reason: "in-recovery" });

  expect(await promote(started, { from: 1, timeoutMs: 30_000, signal })).toMatchObject({ timeline: 2 });
  expect(await promote(started, { from: 1, timeoutMs: 30_000, signal })).toMatchObject({ timeline: 2 });
  await proveWrites(started.cluster, { signal });
  expect((await readPosition(started.cluster, { signal })).timeline).toBe(2);
  expect(await readRows(started.cluster)).toEqual([1, 2]);
});

test("a target beyond the end of WAL is a failure although the server was reported as started", async () => {
  const lsn = "0/FF000000";
  const started = start(await restoreCopy({ recovery_target_lsn: lsn }));
  const outcome = started.then((server) => wait(server, { kind: "lsn", lsn, inclusive: true, timeline: 1 }));
  await expect(outcome).rejects.toMatchObject({ code: "ENGINE", reason: "target-not-reached" });
});

test("a target older than the backup set is refused by name", async () => {
  const started = start(await restoreCopy({ recovery_target_lsn: "0/1" }));
  const outcome = started.then((server) => wait(server, { kind: "immediate", timeline: 1 }));
  await expect(outcome).rejects.toMatchObject({ reason: "target-before-set" });
});

test("WAL missing from the archive is never taken for the end of history", async () => {
  const started = start(await restoreCopy({ recovery_target_name: "after two", restore_command: "false" }));
  const outcome = started.then((server) => wait(server, byName));
  await expect(outcome).rejects.toMatchObject({ code: "ENGINE", reason: "set-incomplete" });
});

test("a server that stopped elsewhere than at the target of the plan is not accepted", async () => {
  const started = await start(await restoreCopy({ recovery_target: "immediate" }));
  const stop: StopPoint = { kind: "lsn", lsn: afterTwo, inclusive: true, timeline: 1 };
  await expect(wait(started, stop)).rejects.toMatchObject({ reason: "target-missed" });
  await wait(started, { kind: "immediate", timeline: 1 });
});

test("a server that recovered past every target is not accepted", async () => {
  const started = await start(await restoreCopy({}));
  await expect(wait(started, byName)).rejects.toMatchObject({ reason: "target-passed" });
});

test("settings a recovery needs are raised, whatever the configuration and the caller say", async () => {
  const copy = await restoreCopy({ recovery_target_name: "after two", max_connections: "20" });
  const started = await start(copy, { max_worker_processes: "2" });
  await wait(started, byName);
  const { rows } = await withConnection(started.cluster, { signal }, (client) =>
    client.query("SELECT current_setting('max_connections') c, current_setting('max_worker_processes') w"),
  );
  expect(rows).toEqual([{ c: "100", w: "8" }]);
});

test("a fenced server takes no TCP connection and none over the cluster's old socket", async () => {
  const copy = await restoreCopy({ recovery_target_name: "after two" });
  const { cluster } = await start(copy);
  const old = withConnection(
    { ...copy, socketDirectory: original.cluster.socketDirectory },
    { signal },
    async () => 1,
  );
  await expect(old).rejects.toMatchObject({ reason: "unreachable" });
  const overTcp = new Promise((resolve) =>
    createConnection(copy.port, "127.0.0.1").on("error", resolve).on("connect", resolve),
  );
  expect(await overTcp).toMatchObject({ code: "ECONNREFUSED" });
  expect(await readRows(cluster)).toBeDefined();
});

test("a copy beside its original runs on its own port and does not archive", async () => {
  const copy = await restoreCopy({ recovery_target_name: "after two" });
  const fenced = await start(copy);
  await wait(fenced, byName);
  await promote(fenced, { from: 1, timeoutMs: 30_000, signal });
  await stopCluster(fenced.cluster, { mode: "fast", timeoutMs: 30_000, signal });
  const socketDirectory = join(original.directory, "f");
  const { cluster } = await startCluster({
    cluster: copy,
    startOptions: [],
    overrides: copySettings(copy.port, socketDirectory),
    logFile: join(original.directory, "copy.log"),
    timeoutMs: 60_000,
    signal,
  });
  const report = await validateCluster(cluster, { signal, countBudgetMs: 10_000 });
  expect(report).toMatchObject({ isSound: true, exactTables: 1, estimatedTables: 0 });
  expect(report.databases[0]?.tables).toMatchObject([{ schema: "public", name: "rows", rows: 2 }]);
  const { rows } = await withConnection(cluster, { signal }, (client) => client.query("SHOW archive_mode"));
  expect(rows).toEqual([{ archive_mode: "off" }]);
});

test("a server that has still to replay to its target is promoted where it pauses there, not before and not never", async () => {
  const copy = await restoreCopy({ recovery_target_name: "not yet" });
  // It waits for more WAL, as one does that died while it was promoted and reads its WAL again.
  await writeFile(join(copy.dataDirectory, "standby.signal"), "");
  const started = await start(copy);
  const promoted = promote(started, { from: 1, timeoutMs: 60_000, signal });
  await createRestorePoint(original.cluster, { signal, name: "not yet" });
  await original.query("CREATE TABLE after_the_target ()");
  await archiveNow();
  expect(await promoted).toMatchObject({ timeline: 2 });
  expect(await readRows(started.cluster)).toEqual([1, 2, 3]);
});

/** Stands at its target, begins to be promoted, and loses its power before its new timeline has begun. */
async function interruptedPromotion(): Promise<Cluster> {
  const copy = await restoreCopy({ recovery_target_name: "after two" });
  await wait(await start(copy), byName);
  await stopCluster(copy, { mode: "immediate", timeoutMs: 30_000, signal });
  await rm(join(copy.dataDirectory, "recovery.signal"));
  return copy;
}

test("a server that lost its power while it was promoted is promoted at its target, and only once", async () => {
  const copy = await interruptedPromotion();
  await keepInRecovery(copy, { timeline: 1, signal });
  const started = await start(copy);
  expect(await promote(started, { from: 1, timeoutMs: 30_000, signal })).toMatchObject({ timeline: 2 });
  expect(await readRows(started.cluster)).toEqual([1, 2]);
  await keepInRecovery(copy, { timeline: 1, signal });
  await stopCluster(copy, { mode: "immediate", timeoutMs: 30_000, signal });
  await keepInRecovery(copy, { timeline: 1, signal });
  const again = await start(copy);
  expect(await promote(again, { from: 1, timeoutMs: 30_000, signal })).toMatchObject({ timeline: 2 });
});

test("a server that somebody started after an interrupted promotion is past its target, and not accepted", async () => {
  const started = await start(await interruptedPromotion());
  await expect(promote(started, { from: 1, timeoutMs: 30_000, signal })).rejects.toMatchObject({
    reason: "target-passed",
  });
  expect(await readRows(started.cluster)).toEqual([1, 2, 3]);
});

test("a server waiting for a higher setting is not at its target, and gets there when it is started again", async () => {
  await original.query("ALTER SYSTEM SET max_connections = 130");
  await original.halt();
  await original.start();
  await original.query("INSERT INTO rows VALUES (4)");
  await createRestorePoint(original.cluster, { signal, name: "after raise" });
  await archiveNow();

  const copy = await restoreCopy({ recovery_target_name: "after raise" });
  await expect(wait(await start(copy), byName)).rejects.toMatchObject({
    reason: "recovery-settings-refused",
  });
  await stopCluster(copy, { mode: "fast", timeoutMs: 30_000, signal });
  const started = await start(copy);
  await wait(started, byName);
  expect(await readRows(started.cluster)).toEqual([1, 2, 3, 4]);
});
