import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
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
import { pgbackrest } from "./pgbackrest.ts";

const engine = pgbackrest();
const forever = new AbortController().signal;

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
    let source: ProtectedCluster | undefined;
    try {
      source = await startProtectedCluster(small.engine, { repository: localRepository(small.path) });
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
      await source?.stop();
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
