import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  localRepository,
  type ProtectedCluster,
  startProtectedCluster,
} from "#e2e/fixtures/protected-cluster.ts";
import { freePort } from "#e2e/fixtures/scratch-cluster.ts";
import type { EngineRun, OpenRepository } from "#lib/engines/engine.ts";
import { runCommand } from "#lib/exec/run-command.ts";
import { locateTarget } from "#lib/recovery/locate-target.ts";
import { computeRecoveryWindow } from "#lib/recovery/rules.ts";
import { pgbackrest } from "./pgbackrest.ts";

const engine = pgbackrest();
const forever = new AbortController().signal;

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function flipByte(path: string): Promise<void> {
  const handle = await open(path, "r+");
  const { size } = await handle.stat();
  const byte = Buffer.alloc(1);
  const at = Math.floor(size / 2);
  await handle.read(byte, 0, 1, at);
  byte[0] = (byte[0] ?? 0) ^ 1;
  await handle.write(byte, 0, 1, at);
  await handle.close();
}

async function until<Value>(attempt: () => Promise<Value | null>): Promise<Value> {
  for (;;) {
    const value = await attempt();
    if (value !== null) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const backup = (run: EngineRun, type: "full" | "incr" = "full") =>
  engine.backup(run, { repositoryId: "local", type, annotations: {} });

describe("a repository that was damaged", { timeout: 120_000 }, () => {
  let source: ProtectedCluster;
  let repository: string;
  let full: string;
  let incr: string;
  const find = async (pattern: RegExp) => {
    const found = (await filesBelow(repository)).find((path) => pattern.test(path));
    if (!found) throw new Error(`nothing like ${pattern} in the repository`);
    return found;
  };

  beforeAll(async () => {
    source = await startProtectedCluster(engine);
    repository = join(source.directory, "repository");
    await source.query("CREATE TABLE row AS SELECT i, md5(i::text) FROM generate_series(1, 200000) i");
    full = (await backup(source.run)).label;
    await source.query("INSERT INTO row VALUES (0, 'x')");
    incr = (await backup(source.run, "incr")).label;
  });
  afterAll(() => source?.stop());

  test("a removed and a shortened file are found without reading contents, also from the set that builds on it", async () => {
    const bundle = await find(new RegExp(`${full}/bundle/1$`));
    const single = await find(new RegExp(`${full}/.*\\.pgbi$`));
    const [kept, keptSingle] = [await readFile(bundle), await readFile(single)];
    await rm(bundle);
    await truncate(single, keptSingle.length - 1);
    for (const label of [full, incr]) {
      const { missing } = await engine.readStored(source.run, "local", label);
      expect(missing).toContainEqual({ path: `${full}/bundle/1`, problem: "absent" });
      if (label === full) expect(missing.some(({ problem }) => problem === "size")).toBe(true);
    }
    await writeFile(bundle, kept);
    await writeFile(single, keptSingle);
    expect((await engine.readStored(source.run, "local", incr)).missing).toEqual([]);
  });

  test("one flipped byte makes a set invalid, and the one that builds on it, although the program exits 0", async () => {
    const bundle = await find(new RegExp(`${full}/bundle/1$`));
    const kept = await readFile(bundle);
    await flipByte(bundle);
    const { sets } = await engine.verifyContents(source.run, "local");
    expect(sets.map(({ label, isValid }) => [label, isValid])).toEqual([
      [full, false],
      [incr, false],
    ]);
    expect(sets[0]?.invalidFiles.length).toBeGreaterThan(0);
    await writeFile(bundle, kept);
    expect((await engine.verifyContents(source.run, "local")).sets.every(({ isValid }) => isValid)).toBe(
      true,
    );
  });

  test("one flipped byte in a manifest, which repo-get returns with exit code 0, is refused", async () => {
    const manifest = await find(new RegExp(`${incr}/backup.manifest$`));
    const kept = await readFile(manifest);
    await flipByte(manifest);
    await expect(engine.readStored(source.run, "local", incr)).rejects.toMatchObject({
      reason: "manifest-damaged",
    });
    await writeFile(manifest, kept);
  });

  test("a damaged WAL segment is named, and never read as if it were whole", async () => {
    const archive = await source.archiveNow();
    const segment = archive.segments.at(-1);
    if (!segment) throw new Error("nothing is archived");
    const path = await find(new RegExp(`${segment.name}-[0-9a-f]{40}`));
    const kept = await readFile(path);
    await flipByte(path);
    expect((await engine.verifyContents(source.run, "local")).invalidSegments).toEqual([segment.name]);
    await expect(engine.readWalEvents(source.run, "local", segment)).rejects.toMatchObject({
      code: "ENGINE",
    });
    await writeFile(path, kept);
  });

  test("a missing WAL segment is a gap that no target can lie in, and no recovery to latest passes", async () => {
    await source.query("INSERT INTO row VALUES (1, 'before the gap')");
    const before = await source.archiveNow();
    const lost = before.segments.at(-1);
    await source.query("INSERT INTO row VALUES (2, 'after the gap')");
    await source.archiveNow();
    await rm(await find(new RegExp(`${lost?.name}-[0-9a-f]{40}`)));
    const archive = await engine.readArchive(source.run, "local");
    const sets = await engine.listBackupSets(source.run, "local");
    const window = computeRecoveryWindow({ archive, sets, commitBounds: new Map(), nowMicros: 0n });
    expect(window.gaps).toMatchObject([{ missingSegments: 1, toMicros: null }]);
    const read = (segment: (typeof archive.segments)[number]) =>
      engine.readWalEvents(source.run, "local", segment);
    await expect(locateTarget({ archive, sets }, { kind: "latest" }, read)).rejects.toMatchObject({
      reason: "in-gap",
    });
    await backup(source.run);
    const healed = await engine.listBackupSets(source.run, "local");
    const now = await source.archiveNow();
    expect(await locateTarget({ archive: now, sets: healed }, { kind: "latest" }, read)).toMatchObject({
      label: healed.at(-1)?.label,
    });
  });

  test("a repository whose directory is gone, as when its disk is not mounted, is not taken for an empty one", async () => {
    const elsewhere = {
      ...source.run,
      repositories: [localRepository(join(source.directory, "not mounted"))],
    };
    await expect(engine.checkRepository(elsewhere, "local")).rejects.toMatchObject({
      reason: "directory-unusable",
    });
    await expect(engine.listBackupSets(elsewhere, "local")).rejects.toMatchObject({ code: "ENGINE" });
  });
});

describe("an object store that is not what it should be", { timeout: 60_000 }, () => {
  let source: ProtectedCluster;
  beforeAll(async () => {
    source = await startProtectedCluster(engine);
  });
  afterAll(() => source?.stop());

  const at = (port: number): EngineRun => {
    const store: OpenRepository = {
      id: "s3",
      position: 2,
      generation: 1,
      cipherPass: "some passphrase",
      location: {
        kind: "s3",
        endpoint: "127.0.0.1",
        port,
        bucket: "bucket",
        prefix: "",
        region: "us-east-1",
        uriStyle: "path",
        caFile: null,
        accessKeyId: "key",
        secretAccessKey: "secret",
      },
    };
    return { ...source.run, repositories: [source.repository, store] };
  };

  test("nobody listening is said in seconds, not minutes", async () => {
    const startedAt = Date.now();
    await expect(engine.checkRepository(at(await freePort()), "s3")).rejects.toMatchObject({
      reason: "unreachable",
    });
    await expect(engine.prepare(at(await freePort()))).rejects.toMatchObject({ reason: "unreachable" });
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });

  test("a store that accepts and then says nothing is given up in seconds", async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const startedAt = Date.now();
    const check = engine.checkRepository(at(typeof address === "object" && address ? address.port : 0), "s3");
    await expect(check).rejects.toMatchObject({ code: "ENGINE" });
    expect(Date.now() - startedAt).toBeLessThan(15_000);
    silent.close();
  });

  test("adding an unreachable repository does not break archiving to the one that works", async () => {
    await expect(engine.prepare(at(await freePort()))).rejects.toMatchObject({ reason: "unreachable" });
    await engine.checkArchiving(source.run);
  });
});

describe("a full disk", { timeout: 120_000 }, () => {
  /** Reason why this host cannot make one without being root; the tests say so instead of passing. */
  const obstacle = runCommand({
    file: "unshare",
    args: ["--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"],
    timeoutMs: 10_000,
    signal: forever,
  }).then(({ exitCode, stderrTail }) => (exitCode === 0 ? null : stderrTail));

  test("is named as the reason, and leaves no set behind", async ({ skip }) => {
    const reason = await obstacle;
    if (reason !== null) skip(`no user namespaces here: ${reason}`);
    const small = await engineOnSmallDisk();
    const source = await startProtectedCluster(small.engine, { repository: localRepository(small.path) });
    try {
      await source.query(
        "CREATE TABLE row AS SELECT md5(random()::text) || md5(random()::text) AS a FROM generate_series(1, 300000)",
      );
      const failed = small.engine.backup(source.run, {
        repositoryId: "local",
        type: "full",
        annotations: {},
      });
      await expect(failed).rejects.toMatchObject({ reason: "disk-full" });
      expect(await small.engine.listBackupSets(source.run, "local")).toEqual([]);
    } finally {
      await source.stop();
      await small.stop();
    }
  });

  /** A file system of 10 MB that only a namespace can see, and a program that enters it before becoming the engine. */
  async function engineOnSmallDisk() {
    const directory = await mkdtemp(join(tmpdir(), "hf-small-"));
    const [path, wrapper] = [join(directory, "disk"), join(directory, "pgbackrest")];
    await mkdir(path);
    const controller = new AbortController();
    let tell = (_pid: number) => {};
    const mounted = new Promise<number>((resolve) => {
      tell = resolve;
    });
    const holder = runCommand({
      file: "unshare",
      args: [
        "--user",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        `mount -t tmpfs -o size=10m none ${path} && echo $$ && exec sleep 600`,
      ],
      timeoutMs: 600_000,
      signal: controller.signal,
      onLine: (_, line) => tell(Number(line)),
    });
    const binary = (await engine.describe(forever)).path;
    const enter = `nsenter --target ${await mounted} --user --mount --preserve-credentials`;
    // Entering a namespace leaves the working directory, to which archive_command's path is relative.
    await writeFile(wrapper, `#!/bin/sh\nexec ${enter} sh -c 'cd "$0" && exec ${binary} "$@"' "$PWD" "$@"\n`);
    await chmod(wrapper, 0o755);
    return {
      engine: pgbackrest({ path: wrapper }),
      path,
      stop: async () => {
        controller.abort();
        await holder.catch(() => undefined);
        await rm(directory, { recursive: true });
      },
    };
  }
});

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
    const { label } = await backup(source.run);
    expect((await engine.readStored(source.run, "local", label)).missing).toEqual([]);
  });

  test("after kill -9 of a backup what survives it keeps others out, and then the next one succeeds", async () => {
    const { copying, progress } = watched();
    const first = backup({ ...source.run, progress });
    await copying;
    for (const { pid } of await processes("backup")) process.kill(pid, "SIGKILL");
    await expect(first).rejects.toMatchObject({ reason: "killed" });
    const { label } = await until(() =>
      backup(source.run).catch((error: { reason?: string }) => {
        expect(error.reason).toBe("lock-held");
        return null;
      }),
    );
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
