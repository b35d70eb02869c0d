import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScratchCluster, startScratchCluster } from "#e2e/fixtures/scratch-cluster.ts";
import { type ConnectionOptions, withConnection } from "./with-connection.ts";

const signal = new AbortController().signal;
let scratch: ScratchCluster;
beforeAll(async () => {
  scratch = await startScratchCluster();
  const hba = join(scratch.cluster.dataDirectory, "pg_hba.conf");
  await writeFile(hba, `local all guarded scram-sha-256\nlocal all ${scratch.cluster.user} trust\n`);
  await scratch.query("CREATE ROLE guarded SUPERUSER LOGIN PASSWORD 'correct horse'");
  await scratch.query("SELECT pg_reload_conf()");
});
afterAll(() => scratch.stop());

const ask = (sql: string, options: Partial<ConnectionOptions> = {}, user = scratch.cluster.user) =>
  withConnection({ ...scratch.cluster, user }, { signal, ...options }, async (client) => {
    const { rows } = await client.query(sql);
    return rows[0];
  });

test("a server that asks for a password gets none from anywhere, and the line that admits the user is told", async () => {
  process.env.PGPASSWORD = "correct horse";
  await expect(ask("SELECT 1", {}, "guarded")).rejects.toMatchObject({
    reason: "password-required",
    hint: expect.stringContaining("local all guarded peer"),
  });
  delete process.env.PGPASSWORD;
});

test("a user pg_hba.conf does not admit is refused as such", async () => {
  await expect(ask("SELECT 1", {}, "nobody_here")).rejects.toMatchObject({ reason: "not-admitted" });
});

test("a server that is not there is unreachable", async () => {
  const cluster = { ...scratch.cluster, port: 1 };
  const attempt = withConnection(cluster, { signal }, async () => undefined);
  await expect(attempt).rejects.toMatchObject({ code: "PRECONDITION", reason: "unreachable" });
});

test("a server of another data directory on that port is never worked with", async () => {
  const cluster = { ...scratch.cluster, dataDirectory: join(scratch.directory, "s") };
  let wasUsed = false;
  const attempt = withConnection(cluster, { signal }, async () => {
    wasUsed = true;
  });
  await expect(attempt).rejects.toMatchObject({ reason: "other-data-directory" });
  expect(wasUsed).toBe(false);
});

test("a socket that never answers ends with a time-out", async () => {
  const port = 5999;
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) =>
    silent.listen(join(scratch.cluster.socketDirectory, `.s.PGSQL.${port}`), resolve),
  );
  const attempt = withConnection(
    { ...scratch.cluster, port },
    { signal, connectTimeoutMs: 200 },
    async () => 1,
  );
  await expect(attempt).rejects.toMatchObject({ reason: "timeout" });
  silent.close();
});

test("an abort ends a running statement at once, and the server stops working on it", async () => {
  const controller = new AbortController();
  const attempt = withConnection(scratch.cluster, { signal: controller.signal }, async (client) => {
    const running = client.query("SELECT pg_sleep(60)");
    controller.abort();
    await running;
  });
  await expect(attempt).rejects.toMatchObject({ reason: "aborted" });
  const running = "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%sleep(60)%' AND pid <> pg_backend_pid()";
  await expect.poll(() => ask(running), { timeout: 10_000 }).toBeUndefined();
});

test("a statement that takes too long is ended by the server", async () => {
  await expect(ask("SELECT pg_sleep(60)", { statementTimeoutMs: 100 })).rejects.toMatchObject({
    reason: "timeout",
  });
});

test("a session that is ended from outside is a lost connection", async () => {
  const attempt = ask("SELECT pg_terminate_backend(pg_backend_pid())");
  await expect(attempt).rejects.toMatchObject({ reason: "connection-lost" });
});

test("reading cannot write, and writing works where the database is read-only by default", async () => {
  await expect(ask("CREATE TABLE public.x ()")).rejects.toMatchObject({ reason: "read-only" });
  await scratch.query("ALTER DATABASE postgres SET default_transaction_read_only = on");
  await ask("CREATE TABLE public.x ()", { access: "write" });
  await ask("ALTER DATABASE postgres RESET default_transaction_read_only", { access: "write" });
});

test("nothing in the protected database is called in place of the system's own", async () => {
  await scratch.query("CREATE FUNCTION public.version() RETURNS text LANGUAGE sql AS $$SELECT 'trap'$$");
  await scratch.query("ALTER DATABASE postgres SET search_path = public, pg_catalog");
  expect(await ask("SELECT version() = 'trap' AS trapped")).toEqual({ trapped: false });
});

test("a cluster without a database called postgres is served through template1", async () => {
  await withConnection(scratch.cluster, { signal, access: "write", database: "template1" }, (client) =>
    client.query("ALTER DATABASE postgres RENAME TO renamed"),
  );
  expect(await ask("SELECT current_database() AS name")).toEqual({ name: "template1" });
  await withConnection(scratch.cluster, { signal, access: "write", database: "template1" }, (client) =>
    client.query("ALTER DATABASE renamed RENAME TO postgres"),
  );
});
