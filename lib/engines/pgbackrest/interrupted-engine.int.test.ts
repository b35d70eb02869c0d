import { existsSync } from "node:fs";
import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filesBelow } from "#e2e/fixtures/files-below.ts";
import { type ProtectedCluster, startProtectedCluster } from "#e2e/fixtures/protected-cluster.ts";
import type { EngineRun } from "#lib/engines/engine.ts";
import { runCommand } from "#lib/exec/run-command.ts";
import { pgbackrest } from "./pgbackrest.ts";

const engine = pgbackrest();
const forever = new AbortController().signal;

async function until<Value>(attempt: () => Promise<Value | null>): Promise<Value> {
  for (;;) {
    const value = await attempt();
    if (value !== null) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const backup = (run: EngineRun, type: "full" | "incr" = "full") =>
  engine.backup(run, { repositoryId: "local", type, annotations: {} });

describe("an engine that is stopped, blocked or refused", { timeout: 180_000 }, () => {
  let source: ProtectedCluster;
  beforeAll(async () => {
    source = await startProtectedCluster(engine);
    // Incompressible and larger than a bundle: a backup that takes long enough to be interrupted.
    await source.query("CREATE TABLE row (a bytea)");
    await source.query("ALTER TABLE row ALTER a SET STORAGE EXTERNAL");
    await source.query(
      "INSERT INTO row SELECT decode(string_agg(md5(random()::text), ''), 'hex') FROM generate_series(1, 4000000) i GROUP BY i % 100",
    );
  });
  afterAll(() => source?.stop());

  /** The engine's main processes working on this cluster, by command. */
  const processes = async (command: string) => {
    const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
    const lines = await Promise.all(
      pids.map(async (pid) => ({
        pid: Number(pid),
        args: await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""),
      })),
    );
    const stanza = `--stanza=hf-${source.cluster.resourceId}`;
    return lines.filter(
      ({ args }) => args.split("\0").includes(stanza) && args.split("\0").includes(command),
    );
  };

  /** What is left of an engine that ended by force may hold the lock for a moment: nobody else works until it is gone. */
  const backupAfterwards = () =>
    until(() =>
      backup(source.run).catch((error: { reason?: string }) => {
        expect(error.reason).toBe("lock-held");
        return null;
      }),
    );

  /** A run that tells when the engine has begun to copy. */
  const watched = () => {
    let tell = () => {};
    const copying = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const progress = () => tell();
    return { copying, progress };
  };

  test("a second backup of the same cluster is refused while one runs", async () => {
    const { copying, progress } = watched();
    const first = backup({ ...source.run, progress });
    await copying;
    await expect(backup(source.run)).rejects.toMatchObject({ code: "CONFLICT", reason: "lock-held" });
    await first;
  });

  test("an aborted backup ends, and the next one succeeds", async () => {
    const { copying, progress } = watched();
    const controller = new AbortController();
    const first = backup({ ...source.run, progress, signal: controller.signal });
    await copying;
    controller.abort();
    await expect(first).rejects.toMatchObject({ reason: "aborted" });
    const { label } = await backupAfterwards();
    expect((await engine.readStored(source.run, "local", label)).missing).toEqual([]);
  });

  test("after kill -9 of a backup what survives it keeps others out, and then the next one succeeds", async () => {
    const { copying, progress } = watched();
    const first = backup({ ...source.run, progress });
    await copying;
    for (const { pid } of await processes("backup")) process.kill(pid, "SIGKILL");
    await expect(first).rejects.toMatchObject({ reason: "killed" });
    const { label } = await backupAfterwards();
    expect((await engine.readStored(source.run, "local", label)).missing).toEqual([]);
    expect((await engine.listBackupSets(source.run, "local")).map((set) => set.label)).toContain(label);
  });

  test("a restore killed half way cannot be started, and completes when it is asked for again", async () => {
    const label = (await engine.listBackupSets(source.run, "local")).at(-1)?.label ?? "";
    const dataDirectory = await source.newDirectory();
    const input = {
      repositoryId: "local",
      label,
      dataDirectory,
      stop: { kind: "immediate", timeline: 1 } as const,
      delta: false,
      archivingOff: true,
    };
    const { copying, progress } = watched();
    const first = engine.restoreFiles({ ...source.run, progress }, input);
    await copying;
    for (const { pid } of await processes("restore")) process.kill(pid, "SIGKILL");
    await expect(first).rejects.toMatchObject({ reason: "killed" });
    expect(existsSync(join(dataDirectory, "global/pg_control"))).toBe(false);
    await until(() =>
      engine.restoreFiles(source.run, input).then(
        () => true,
        (error: { reason?: string }) => {
          expect(error.reason).toBe("lock-held");
          return null;
        },
      ),
    );
    expect(existsSync(join(dataDirectory, "global/pg_control"))).toBe(true);
    await engine.restoreFiles(source.run, input);
  });

  test("somebody else's directory and a running server are not restored over", async () => {
    const label = (await engine.listBackupSets(source.run, "local")).at(-1)?.label ?? "";
    const dataDirectory = await source.newDirectory();
    await writeFile(join(dataDirectory, "thesis.txt"), "years of work");
    const stop = { kind: "immediate", timeline: 1 } as const;
    const input = { repositoryId: "local", label, dataDirectory, stop, delta: false, archivingOff: true };
    for (const delta of [false, true]) {
      await expect(engine.restoreFiles(source.run, { ...input, delta })).rejects.toMatchObject({
        reason: "directory-not-empty",
      });
    }
    expect(await readdir(dataDirectory)).toEqual(["thesis.txt"]);
    const inPlace = { ...input, dataDirectory: source.cluster.dataDirectory, delta: true };
    await expect(engine.restoreFiles(source.run, inPlace)).rejects.toMatchObject({
      reason: "cluster-running",
    });
    await expect(source.query("SELECT count(*) FROM row")).resolves.toHaveLength(1);
  });

  test("tablespaces restored beside the original do not touch the original's", async () => {
    const location = join(source.directory, "space");
    await runCommand({ file: "mkdir", args: [location], timeoutMs: 5_000, signal: forever });
    await source.query(`CREATE TABLESPACE space LOCATION '${location}'`);
    await source.query("CREATE TABLE far TABLESPACE space AS SELECT 1 AS a");
    const { label } = await backup(source.run, "incr");
    const before = await filesBelow(location);
    const dataDirectory = await source.newDirectory();
    await engine.restoreFiles(source.run, {
      repositoryId: "local",
      label,
      dataDirectory,
      stop: { kind: "immediate", timeline: 1 },
      delta: false,
      archivingOff: true,
    });
    expect(await filesBelow(location)).toEqual(before);
    expect((await filesBelow(`${dataDirectory}-tablespaces`)).length).toBe(before.length);
    expect((await engine.readStored(source.run, "local", label)).missing).toEqual([]);
  });

  test("a cluster that does not archive with this engine, or does not answer, is named as the reason", async () => {
    await source.query("ALTER SYSTEM SET archive_command = 'true'");
    await source.query("SELECT pg_reload_conf()");
    await expect(engine.checkArchiving(source.run)).rejects.toMatchObject({ reason: "archive-command" });
    await source.query("ALTER SYSTEM RESET archive_command");
    await source.halt();
    await expect(backup(source.run)).rejects.toMatchObject({ reason: "cluster-unreachable" });
    await source.start();
  });

  test("a missing or unusable program is said before anything is tried", async () => {
    const broken = join(source.directory, "broken");
    await writeFile(broken, "#!/bin/sh\nexit 127\n");
    await chmod(broken, 0o755);
    for (const path of ["/nowhere/pgbackrest", broken]) {
      await expect(pgbackrest({ path }).describe(forever)).rejects.toMatchObject({
        reason: "engine-missing",
      });
    }
    await writeFile(broken, "#!/bin/sh\necho pgBackRest 2.36\n");
    await expect(pgbackrest({ path: broken }).describe(forever)).rejects.toMatchObject({
      reason: "engine-too-old",
    });
  });
});
