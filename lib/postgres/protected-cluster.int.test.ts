import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScratchCluster, startScratchCluster } from "#e2e/fixtures/scratch-cluster.ts";
import { applySettings } from "./apply-settings.ts";
import { freeDiskBytes } from "./free-disk-bytes.ts";
import { proveWrites } from "./prove-writes.ts";
import { readPosition } from "./read-position.ts";
import { readServer } from "./read-server.ts";
import { switchWal } from "./switch-wal.ts";
import { withConnection } from "./with-connection.ts";

const signal = new AbortController().signal;
let scratch: ScratchCluster;
beforeAll(async () => {
  scratch = await startScratchCluster({ settings: { autovacuum: "off" } });
});
afterAll(() => scratch.stop());

const position = () => readPosition(scratch.cluster, { signal });

test("on an idle database two samples show that nothing was committed, and one commit shows", async () => {
  await scratch.query("CREATE TABLE written (n int)");
  await scratch.query("CHECKPOINT");
  const first = await position();
  const second = await position();
  expect(second.snapshot).toBe(first.snapshot);
  expect(second.atMicros).toBeGreaterThan(first.atMicros);
  await scratch.query("INSERT INTO written VALUES (1)");
  const third = await position();
  expect(third.snapshot).not.toBe(first.snapshot);
  expect(third.lsn).not.toBe(first.lsn);
  expect(third).toMatchObject({ timeline: 1, archiver: { failedCount: 0, lastArchivedWal: null } });
});

test("a WAL switch names the segment that holds the last write, also when nothing was written since", async () => {
  await scratch.query("INSERT INTO written VALUES (2)");
  const [row] = await scratch.query<{ file: string }>(
    "SELECT pg_walfile_name(pg_current_wal_insert_lsn()) AS file",
  );
  const first = await switchWal(scratch.cluster, { signal });
  expect(first.segment).toBe(row?.file);
  expect((await switchWal(scratch.cluster, { signal })).segment).toBe(first.segment);
});

test("proving writes commits for real and leaves nothing behind", async () => {
  const before = await position();
  const countRelations = () => scratch.query("SELECT count(*) FROM pg_class");
  const relations = await countRelations();
  await proveWrites(scratch.cluster, { signal });
  expect((await position()).snapshot).not.toBe(before.snapshot);
  expect(await countRelations()).toEqual(relations);
});

test("settings are in force when the call returns, and those that wait for a restart are named", async () => {
  const command = "it's \\ a 'command' %p";
  const { needsRestart } = await applySettings(
    scratch.cluster,
    [
      { name: "archive_command", wanted: command },
      { name: "archive_mode", wanted: "on" },
      { name: "archive_timeout", wanted: "60" },
    ],
    { signal },
  );
  expect(needsRestart).toEqual(["archive_mode"]);
  const server = await readServer(scratch.cluster, { signal });
  expect(server.settings).toMatchObject({ archive_timeout: "60", archive_mode: "off" });
  await scratch.halt();
  await scratch.start();
  const restarted = await readServer(scratch.cluster, { signal });
  expect(restarted.settings).toMatchObject({ archive_mode: "on", archive_command: command });
});

test("a configuration file with an error elsewhere is not taken for an applied change", async () => {
  await appendFile(join(scratch.cluster.dataDirectory, "postgresql.conf"), "no_such_setting = 1\n");
  const attempt = applySettings(scratch.cluster, [{ name: "archive_timeout", wanted: "30" }], { signal });
  await expect(attempt).rejects.toMatchObject({ reason: "reload-failed" });
  await scratch.query("ALTER SYSTEM RESET archive_timeout");
});

test("the facts of a server are complete and safe to store as JSON", async () => {
  const server = await readServer(scratch.cluster, { signal });
  expect(JSON.parse(JSON.stringify(server))).toEqual(server);
  expect(server.systemIdentifier).toMatch(/^\d{19}$/);
  expect(server.versionNumber).toBeGreaterThan(150_000);
  const [databases] = await scratch.query<{ bytes: number }>(
    "SELECT sum(pg_database_size(oid))::float8 AS bytes FROM pg_database",
  );
  expect(server.sizeBytes).toBeGreaterThan(databases?.bytes ?? Number.POSITIVE_INFINITY);
  expect(server.sizeBytes).toBeLessThan(2 * (databases?.bytes ?? 0));
});

test("disk space is told for a path that does not exist yet", async () => {
  expect(await freeDiskBytes(join(scratch.directory, "not", "there"))).toBeGreaterThan(0);
});

test("a connection that is taken by a statement of ours never blocks behind a lock for long", async () => {
  const attempt = withConnection(scratch.cluster, { signal, access: "write" }, async (holder) => {
    await holder.query("BEGIN; LOCK TABLE public.written");
    await withConnection(scratch.cluster, { signal }, (client) => client.query("SELECT FROM public.written"));
  });
  await expect(attempt).rejects.toMatchObject({ code: "CONFLICT", reason: "locked" });
});
