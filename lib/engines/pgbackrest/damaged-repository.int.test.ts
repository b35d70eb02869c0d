import { open, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filesBelow } from "#e2e/fixtures/files-below.ts";
import {
  localRepository,
  type ProtectedCluster,
  startProtectedCluster,
} from "#e2e/fixtures/protected-cluster.ts";
import type { EngineRun } from "#lib/engines/engine.ts";
import { locateTarget } from "#lib/recovery/locate-target.ts";
import { computeRecoveryWindow } from "#lib/recovery/rules.ts";
import { pgbackrest } from "./pgbackrest.ts";

const engine = pgbackrest();

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
    expect((await engine.verifyContents(source.run, "local")).invalidSegments).toEqual([segment.key]);
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
