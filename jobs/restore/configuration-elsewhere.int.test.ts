import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProtectedResource, type ProtectedResource } from "#e2e/fixtures/protected-resource.ts";
import { queryInstance } from "#e2e/fixtures/query-instance.ts";
import { startServer } from "#e2e/fixtures/scratch-cluster.ts";

let site: ProtectedResource;
let elsewhere: string;

/** As Debian lays a cluster out: its settings in /etc, its data directory without any. */
beforeAll(async () => {
  site = await createProtectedResource();
  const { dataDirectory } = site.cluster.cluster;
  elsewhere = join(site.cluster.directory, "etc");
  await site.cluster.halt();
  await mkdir(elsewhere);
  for (const name of ["postgresql.conf", "pg_hba.conf", "pg_ident.conf"])
    await rename(join(dataDirectory, name), join(elsewhere, name));
  const settings = [
    await readFile(join(elsewhere, "postgresql.conf"), "utf8"),
    `data_directory = '${dataDirectory}'`,
    `hba_file = '${elsewhere}/pg_hba.conf'`,
    `ident_file = '${elsewhere}/pg_ident.conf'`,
    `external_pid_file = '${elsewhere}/server.pid'`,
    "work_mem = '7MB'",
  ];
  await writeFile(join(elsewhere, "postgresql.conf"), `${settings.join("\n")}\n`);
  await startServer(dataDirectory, `-c config_file=${elsewhere}/postgresql.conf`);
  expect((await site.backUp("full")).status).toBe("succeeded");
  await site.insert("one");
  await site.cluster.query("SELECT pg_switch_wal()");
});
afterAll(() => site?.close());

async function restoreBeside() {
  const restored = await site.restore({ target: { kind: "latest" }, destination: { kind: "new-instance" } });
  const [settings] = await queryInstance(
    restored,
    `SELECT current_setting('data_directory') AS directory, current_setting('work_mem') AS "workMem",
       current_setting('archive_mode') AS archiving, current_setting('external_pid_file') AS "pidFile"`,
  );
  const rows = await queryInstance(restored, "SELECT text FROM entries ORDER BY id");
  return { instance: restored.instance, found: { rows, ...settings } };
}

test("a copy of a cluster whose settings are kept elsewhere runs with them, on its own directory, and as a copy", async () => {
  const { instance, found } = await restoreBeside();
  expect(found).toEqual({
    rows: [{ text: "one" }],
    directory: instance?.dataDirectory,
    workMem: "7MB",
    archiving: "off",
    pidFile: "",
  });
  expect(await site.rows()).toEqual(["one"]);
});

test("without the original's settings a copy still comes up, with PostgreSQL's own", async () => {
  await site.cluster.halt();
  await rm(join(site.cluster.cluster.dataDirectory, "postmaster.opts"));
  const { found } = await restoreBeside();
  expect(found).toMatchObject({ rows: [{ text: "one" }], workMem: "4MB", archiving: "off" });
});
