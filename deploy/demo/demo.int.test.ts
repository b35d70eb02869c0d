import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort, postgresBinDirectory } from "#e2e/fixtures/scratch-cluster.ts";
import type { Cluster } from "#lib/engines/engine.ts";
import { stopCluster } from "#lib/postgres/stop-cluster.ts";
import { validateCluster } from "#lib/postgres/validate-cluster.ts";
import { withConnection } from "#lib/postgres/with-connection.ts";
import { createDemoCluster } from "./create-demo-cluster.ts";

const signal = new AbortController().signal;
let directory = "";
let cluster: Cluster;
let writer: ChildProcess | undefined;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "hf-demo-"));
  const demo = await create();
  expect(demo.wasCreated).toBe(true);
  cluster = { resourceId: "demo", ...demo.cluster };
});
afterAll(async () => {
  writer?.kill();
  await stop();
  await rm(directory, { recursive: true });
});

const create = async () =>
  createDemoCluster({ directory, port: await freePort(), binDirectory: postgresBinDirectory, signal });
const stop = () => stopCluster(cluster, { mode: "fast", timeoutMs: 60_000, signal });

async function ask(sql: string): Promise<string> {
  return withConnection(cluster, { signal, database: "orders" }, async (client) => {
    const { rows } = await client.query<{ answer: string }>(`SELECT (${sql})::text AS answer`);
    return rows[0]?.answer ?? "";
  });
}
const newestOrder = () => ask("SELECT max(id) FROM public.orders").then(Number);
const writesMoreThan = (order: number) =>
  expect.poll(() => newestOrder().catch(() => 0), { timeout: 60_000, interval: 250 }).toBeGreaterThan(order);

test("the demo is a sound shop of at least 200 MB, with several scripts and its migrations", async () => {
  const report = await validateCluster(cluster, { signal, countBudgetMs: 60_000 });
  expect(report).toMatchObject({ isSound: true, estimatedTables: 0 });
  const shop = report.databases.find(({ name }) => name === "orders");
  expect(shop?.sizeBytes).toBeGreaterThan(200_000_000);
  expect(shop?.migrations).toMatchObject([{ table: "public._prisma_migrations", applied: 5 }]);
  expect(shop?.invalidIndexes).toEqual([]);
  expect(await ask("SELECT count(*) FROM public.customers WHERE full_name ~ '^[א-ת]'")).not.toBe("0");
});

test("WAL is kept, and nothing pretends to archive it, until the cluster is protected", async () => {
  expect(
    await ask(
      "SELECT string_agg(setting, ' ' ORDER BY name) FROM pg_settings WHERE name IN ('archive_mode', 'archive_command', 'archive_timeout', 'wal_level', 'fsync')",
    ),
  ).toBe("/bin/false on 60 on replica");
  expect(await ask("SELECT setting FROM pg_settings WHERE name = 'data_checksums'")).toBe("on");
});

test("a second call leaves a running demo alone and starts a stopped one, on its own port", async () => {
  const before = await ask("SELECT pg_postmaster_start_time()");
  expect(await create()).toMatchObject({ wasCreated: false, cluster: { port: cluster.port } });
  expect(await ask("SELECT pg_postmaster_start_time()")).toBe(before);
  await stop();
  expect(await create()).toMatchObject({ wasCreated: false });
  expect(await ask("SELECT pg_postmaster_start_time()")).not.toBe(before);
});

test("the writer goes on after a stop, and after the database was sent back in time", async () => {
  await stop();
  const past = join(directory, "past");
  await cp(cluster.dataDirectory, past, { recursive: true, preserveTimestamps: true });
  await create();
  const start = await newestOrder();
  writer = spawn(process.execPath, [
    new URL("writer.ts", import.meta.url).pathname,
    "--directory",
    directory,
  ]);
  await writesMoreThan(start + 3);

  await stop();
  await create();
  await writesMoreThan(await newestOrder());

  await stop();
  await rename(cluster.dataDirectory, join(directory, "future"));
  await rename(past, cluster.dataDirectory);
  await create();
  await writesMoreThan(start + 3);
  expect(
    await ask(
      "SELECT count(*) FROM public.order_items LEFT JOIN public.orders ON id = order_id WHERE id IS NULL",
    ),
  ).toBe("0");

  const ended = new Promise((resolve) => writer?.once("exit", resolve));
  writer.kill("SIGTERM");
  expect(await ended).toBe(0);
});

test("a demo whose data directory is gone is not made again: it is something to restore", async () => {
  await stop();
  await rename(cluster.dataDirectory, join(directory, "lost"));
  await expect(create()).rejects.toMatchObject({ reason: "demo-gone" });
});
