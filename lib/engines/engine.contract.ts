import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  currentSettings,
  type ProtectedCluster,
  promoteToNewTimeline,
  restoreToTarget,
  startProtectedCluster,
} from "#e2e/fixtures/protected-cluster.ts";
import type { OpenRepository, PhysicalEngine } from "#lib/engines/engine.ts";
import { compareLsn } from "#lib/format/lsn.ts";
import { type LocatableTarget, locateTarget } from "#lib/recovery/locate-target.ts";

/** What any engine that protects a cluster physically must do, on any kind of repository. */
export function physicalEngineContract(
  name: string,
  engine: PhysicalEngine,
  openRepository: () => Promise<OpenRepository | undefined>,
): void {
  describe(name, { timeout: 300_000 }, () => {
    let source: ProtectedCluster;
    const labels: string[] = [];

    beforeAll(async () => {
      source = await startProtectedCluster(engine, { repository: await openRepository() });
      await source.query("CREATE TABLE row (id serial PRIMARY KEY, text text)");
    }, 120_000);
    afterAll(() => source?.stop());

    const backup = async (type: "full" | "diff" | "incr", annotations: Record<string, string> = {}) => {
      const { label } = await engine.backup(source.run, {
        repositoryId: source.repository.id,
        type,
        annotations,
      });
      labels.push(label);
      return label;
    };
    const sets = () => engine.listBackupSets(source.run, source.repository.id);
    const locate = async (target: LocatableTarget) => {
      const archive = await source.archiveNow();
      const read = (segment: Parameters<PhysicalEngine["readWalEvents"]>[2]) =>
        engine.readWalEvents(source.run, source.repository.id, segment);
      return locateTarget({ archive, sets: await sets() }, target, read);
    };

    test("asks for no more changes once its settings are applied", async () => {
      expect(engine.settingChanges(source.run, await currentSettings(source))).toEqual([]);
    });

    test("can be prepared and checked again without harm", async () => {
      await engine.prepare(source.run);
      await engine.checkArchiving(source.run);
      await engine.checkRepository(source.run, source.repository.id);
      expect(await sets()).toEqual([]);
    });

    test("takes full, diff and incr sets and describes them from the repository", async () => {
      await source.query(
        "INSERT INTO row (text) SELECT repeat(md5(i::text), 20) FROM generate_series(1, 20000) i",
      );
      const full = await backup("full", { operation: "a b=c" });
      await source.query("INSERT INTO row (text) VALUES ('diff')");
      const diff = await backup("diff");
      await source.query("INSERT INTO row (text) VALUES ('incr')");
      const incr = await backup("incr");
      const [system] = await source.query<{ id: string }>(
        "SELECT system_identifier::text AS id FROM pg_control_system()",
      );
      expect(await sets()).toMatchObject([
        { label: full, type: "full", priorLabel: null, references: [], annotations: { operation: "a b=c" } },
        { label: diff, type: "diff", priorLabel: full, references: [full] },
        { label: incr, type: "incr", priorLabel: diff },
      ]);
      for (const set of await sets()) {
        expect(set).toMatchObject({ systemIdentifier: system?.id, timeline: 1, hasPageErrors: false });
        expect(compareLsn(set.startLsn, set.stopLsn)).toBeLessThan(0);
        expect(set.stoppedAtMicros).toBeGreaterThanOrEqual(set.startedAtMicros);
        expect(set.sizeBytes).toBeGreaterThan(10_000_000);
      }
    });

    test("reports progress that grows to its total", () => {
      const last = source.progress.at(-1);
      expect(last?.doneBytes).toBeGreaterThan(0);
      expect(last?.doneBytes).toBeLessThanOrEqual(last?.totalBytes ?? 0);
    });

    test("proves from the repository that every file of a set is there", async () => {
      for (const label of labels) {
        const evidence = await engine.readStored(source.run, source.repository.id, label);
        expect(evidence).toMatchObject({ label, missing: [] });
        expect(evidence.manifestSha256).toMatch(/^[0-9a-f]{64}$/);
        expect(evidence.fileCount).toBeGreaterThan(900);
        const again = await engine.readStored(source.run, source.repository.id, label);
        expect(again.manifestSha256).toBe(evidence.manifestSha256);
      }
    });

    test("reads every file back and finds them all as they were stored", async () => {
      const contents = await engine.verifyContents(source.run, source.repository.id);
      expect(contents.sets.map(({ label, isValid }) => [label, isValid])).toEqual(
        labels.map((label) => [label, true]),
      );
      expect(contents.invalidSegments).toEqual([]);
    });

    test("lists archived WAL, and of each segment the commits with the server's own instants, in WAL order", async () => {
      await source.query("INSERT INTO row (text) VALUES ('stamped')");
      await source.query("SELECT pg_create_restore_point(E'two\\nlines')");
      const archive = await source.archiveNow();
      const events = await Promise.all(
        archive.segments
          .slice(-2)
          .map((segment) => engine.readWalEvents(source.run, source.repository.id, segment)),
      );
      const all = events.flat();
      const sorted = [...all].sort((a, b) => compareLsn(a.lsn, b.lsn));
      expect(all).toEqual(sorted);
      const [row] = await source.query<{ micros: string }>(
        "SELECT (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000000)::bigint::text AS micros FROM row WHERE text = 'stamped'",
      );
      expect(all.filter(({ kind }) => kind === "commit").map(({ atMicros }) => atMicros)).toContain(
        BigInt(row?.micros ?? 0),
      );
      expect(all.map((event) => event.name)).toContain("two\nlines");
    });

    test("restores to an instant and to a named restore point, to the row", async () => {
      await source.query("INSERT INTO row (text) VALUES ('kept')");
      const [row] = await source.query<{ micros: string }>(
        "SELECT (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000000)::bigint::text AS micros FROM row WHERE text = 'kept'",
      );
      await source.query("INSERT INTO row (text) VALUES ('between')");
      await source.query("SELECT pg_create_restore_point('before the mistake')");
      await source.query("DROP TABLE row");
      for (const [target, last] of [
        [{ kind: "time", micros: BigInt(row?.micros ?? 0) }, "kept"],
        [{ kind: "name", name: "before the mistake" }, "between"],
      ] as const) {
        const restored = await restoreToTarget(engine, source, await locate(target));
        expect(await restored.query("SELECT text FROM row ORDER BY id DESC LIMIT 1")).toEqual([
          { text: last },
        ]);
        expect(await restored.query("SHOW archive_mode")).toEqual([{ archive_mode: "off" }]);
        await restored.stop();
      }
    });

    test("says that a wrong key does not open the repository", async () => {
      const repositories = source.run.repositories.map((each) => ({
        ...each,
        cipherPass: "not the passphrase",
      }));
      const check = engine.checkRepository({ ...source.run, repositories }, source.repository.id);
      await expect(check).rejects.toMatchObject({ reason: "wrong-key" });
      const list = engine.listBackupSets({ ...source.run, repositories }, source.repository.id);
      await expect(list).rejects.toMatchObject({ reason: "wrong-key" });
      await engine.checkArchiving(source.run);
    });

    test("removes a set unless it, or one that builds on it, is held, and never the last full one", async () => {
      const [full = "", diff = "", incr = ""] = labels;
      const expire = (label: string, heldLabels: string[]) =>
        engine.expire(source.run, { repositoryId: source.repository.id, label, heldLabels });
      await expect(expire(full, [])).rejects.toMatchObject({ code: "CONFLICT", reason: "last-full" });
      const second = await backup("full");
      await expect(expire(diff, [incr])).rejects.toMatchObject({ code: "CONFLICT", reason: "held" });
      await expect(expire(full, [full])).rejects.toMatchObject({ code: "CONFLICT", reason: "held" });
      expect((await sets()).map(({ label }) => label)).toEqual([full, diff, incr, second]);
      await expire(incr, []);
      await expire(incr, []);
      expect((await sets()).map(({ label }) => label)).toEqual([full, diff, second]);
      await expire(full, [second]);
      expect((await sets()).map(({ label }) => label)).toEqual([second]);
    });

    test("removes WAL before a set by its number, on every timeline, and nothing that a set needs", async () => {
      const repositoryId = source.repository.id;
      const expireWal = (keepFrom: string) => engine.expireWal(source.run, { repositoryId, keepFrom });
      const namesFrom = (names: string[], from: string) =>
        names.filter((name) => name.slice(8) >= from.slice(8));
      const archived = async () =>
        (await engine.readArchive(source.run, repositoryId)).segments.map(({ name }) => name);
      const [first] = await sets();
      const start = first?.startSegment ?? "";
      await source.query("CREATE TABLE row (id serial PRIMARY KEY, text text)");
      const before = (await source.archiveNow()).segments.map(({ name }) => name);
      await expireWal(start);
      expect(await archived()).toEqual(namesFrom(before, start));
      expect((await archived()).length).toBeLessThan(before.length);
      await expect(expireWal(before.at(-1) ?? "")).rejects.toMatchObject({ reason: "wal-needed" });
      expect(await archived()).toEqual(namesFrom(before, start));

      await promoteToNewTimeline(source);
      await source.query("INSERT INTO row (text) VALUES ('on timeline 2')");
      const second = await backup("full");
      await source.query("INSERT INTO row (text) VALUES ('after the set')");
      const both = (await source.archiveNow()).segments.map(({ name }) => name);
      expect(new Set(both.map((name) => name.slice(0, 8)))).toEqual(new Set(["00000001", "00000002"]));
      await engine.expire(source.run, { repositoryId, label: first?.label ?? "", heldLabels: [] });
      // What pgBackRest leaves of a set's removal: no WAL goes with it.
      expect(await archived()).toEqual(both);
      const floor = (await sets()).find(({ label }) => label === second)?.startSegment ?? "";
      await expireWal(floor);
      expect(await archived()).toEqual(namesFrom(both, floor));
      expect(await engine.readStored(source.run, repositoryId, second)).toMatchObject({ missing: [] });
      const restored = await restoreToTarget(engine, source, await locate({ kind: "latest" }));
      expect(await restored.query("SELECT text FROM row ORDER BY id")).toEqual([
        { text: "on timeline 2" },
        { text: "after the set" },
      ]);
      await restored.stop();
    });

    test("never says a secret", () => {
      const { cipherPass, location } = source.repository;
      const secrets = [cipherPass, ...(location.kind === "s3" ? [location.secretAccessKey] : [])];
      for (const secret of secrets) expect(source.words.filter((word) => word.includes(secret))).toEqual([]);
    });
  });
}
