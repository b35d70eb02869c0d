import { open } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScratchCluster, startScratchCluster } from "#e2e/fixtures/scratch-cluster.ts";
import { validateCluster } from "./validate-cluster.ts";
import { withConnection } from "./with-connection.ts";

const signal = new AbortController().signal;
let scratch: ScratchCluster;
beforeAll(async () => {
  scratch = await startScratchCluster({ initdbArgs: ["--data-checksums"], settings: { autovacuum: "off" } });
  await scratch.query(`
    CREATE TABLE parent (id int, at date) PARTITION BY RANGE (at);
    CREATE TABLE parent_2026 PARTITION OF parent FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
    INSERT INTO parent SELECT n, '2026-05-05' FROM generate_series(1, 250) n;
    CREATE TABLE "Odd ""name""" (n int);
    CREATE TABLE _prisma_migrations (migration_name text, started_at timestamptz, finished_at timestamptz, rolled_back_at timestamptz);
    INSERT INTO _prisma_migrations VALUES ('0001_first', '2026-01-01', '2026-01-01'), ('0002_second', '2026-01-02', '2026-01-02'), ('0003_failed', '2026-01-03', NULL);
    CREATE SCHEMA drizzle;
    CREATE TABLE drizzle.__drizzle_migrations (id serial, hash text, created_at bigint);
    CREATE TABLE schema_migrations (unrelated int);
    CREATE TABLE twice (n int);
    INSERT INTO twice VALUES (1), (1);`);
  await scratch.query("CREATE UNIQUE INDEX CONCURRENTLY twice_n ON twice (n)").catch(() => undefined);
});
afterAll(() => scratch.stop());

const validate = (countBudgetMs: number) => validateCluster(scratch.cluster, { signal, countBudgetMs });

test("rows, migrations and invalid indexes of every database are reported", async () => {
  const report = await validate(30_000);
  expect(report.isSound).toBe(true);
  const database = report.databases.find(({ name }) => name === "postgres");
  expect(database?.cataloguesRead).toBeGreaterThan(50);
  expect(database?.tables).toEqual(
    expect.arrayContaining([
      {
        schema: "public",
        name: "parent_2026",
        partitionOf: "public.parent",
        rows: 250,
        isExact: true,
        problem: null,
      },
      { schema: "public", name: 'Odd "name"', partitionOf: null, rows: 0, isExact: true, problem: null },
    ]),
  );
  expect(database?.migrations).toEqual([
    { table: "drizzle.__drizzle_migrations", applied: 0, latest: null },
    { table: "public._prisma_migrations", applied: 2, latest: "0002_second" },
  ]);
  expect(database?.invalidIndexes).toEqual(["public.twice_n"]);
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

test("without time to count, rows are estimates and say so", async () => {
  await scratch.query("ANALYZE parent_2026");
  const report = await validate(0);
  expect(report).toMatchObject({ isSound: true, exactTables: 0 });
  const table = report.databases.flatMap(({ tables }) => tables).find(({ name }) => name === "parent_2026");
  expect(table).toMatchObject({ rows: 250, isExact: false });
});

test("a locked table is an estimate, not damage", async () => {
  await withConnection(scratch.cluster, { signal, access: "write" }, async (holder) => {
    await holder.query("BEGIN; LOCK TABLE public.twice");
    const report = await validate(30_000);
    const table = report.databases.flatMap(({ tables }) => tables).find(({ name }) => name === "twice");
    expect(table).toMatchObject({ isExact: false, problem: null });
  });
});

test("a damaged page makes the report unsound and names the table", async () => {
  const [row] = await scratch.query<{ path: string }>("SELECT pg_relation_filepath('parent_2026') AS path");
  await scratch.halt();
  const handle = await open(join(scratch.cluster.dataDirectory, row?.path ?? ""), "r+");
  await handle.write(Buffer.from("damage"), 0, 6, 4_000);
  await handle.close();
  await scratch.start();
  const report = await validate(30_000);
  expect(report.isSound).toBe(false);
  expect(report.databases.flatMap(({ problems }) => problems)).toEqual([
    expect.stringContaining("public.parent_2026"),
  ]);
});
