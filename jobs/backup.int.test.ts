import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { type ObjectStore, startObjectStore } from "#e2e/fixtures/object-store.ts";
import { createProtectedResource, type ProtectedResource } from "#e2e/fixtures/protected-resource.ts";
import { freePort } from "#e2e/fixtures/scratch-cluster.ts";
import { listBackupSets } from "#lib/backups/list-backup-sets.ts";
import { planVerify } from "#lib/backups/plan-verify.ts";
import { jsonColumn } from "#lib/db/rows.ts";
import { v7 } from "#lib/format/uuid.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";
import type { CreateRepositoryInput } from "#lib/repositories/schema.ts";
import { SECRETS_COLUMN } from "#lib/repositories/secrets.ts";
import { checkResource } from "#lib/resources/check-resource.ts";
import { loadResource } from "#lib/resources/load-resource.ts";
import { previewResult } from "#lib/restores/schema.ts";
import { sealSecret } from "#lib/secrets/seal.ts";

let store: ObjectStore;
let site: ProtectedResource;

beforeAll(async () => {
  store = await startObjectStore();
  await store.createBucket("backups");
  const { host, port, caFile, accessKeyId, secretAccessKey } = store;
  site = await createProtectedResource({
    repositories: (directory): CreateRepositoryInput[] => [
      {
        kind: "s3",
        name: "cloud",
        host: TEST_HOST,
        location: {
          endpoint: host,
          port,
          bucket: "backups",
          prefix: "orders",
          region: "us-east-1",
          uriStyle: "path",
          caFile,
        },
        accessKeyId,
        secretAccessKey,
      },
      { kind: "local", name: "disk", host: TEST_HOST, location: { path: join(directory, "repository") } },
    ],
  });
});
afterAll(async () => {
  await site?.close();
  await store?.stop();
});

test("one backup goes to both repositories, and each set's rungs come from its own repository", async () => {
  for (const type of ["full", "diff", "incr"] as const) {
    await site.insert(`before the ${type}`);
    const made = await site.backUp(type);
    expect(made).toMatchObject({ status: "succeeded", error: null });
  }
  const { items } = await listBackupSets(site.people.operator.ctx(), { resourceId: site.resource.id });
  for (const repositoryId of site.repositoryIds) {
    const sets = items.filter((set) => set.repository.id === repositoryId);
    expect(sets.map(({ type }) => type).toSorted()).toEqual(["diff", "full", "incr"]);
    for (const set of sets) expect(set).toMatchObject({ rung: "WAL contiguous", problem: null });
    for (const set of sets) expect(set.operationId).not.toBeNull();
  }
  expect(await site.auditActions(site.resource.id)).toEqual(
    expect.arrayContaining(["backup.start", "backup.succeed"]),
  );
});

test("whatever ran took the steps that were shown as coming, in each repository", async () => {
  const ctx = site.people.operator.ctx();
  const [verifyId, expireId] = await ctx.db.$transaction(async (tx) => {
    const resource = await loadResource(tx, site.resource.id);
    const verify = await insertOperation(ctx, tx, planVerify(resource, { id: v7() }).operation);
    const expire = { kind: "expire", host: TEST_HOST, resourceId: resource.id } as const;
    return [verify.id, (await insertOperation(ctx, tx, expire)).id];
  });
  const verified = await site.succeeded(verifyId);
  expect(verified.steps.map(({ name }) => name)).toEqual([
    "check repository (cloud)",
    "read every file (cloud)",
    "record (cloud)",
    "check repository (disk)",
    "read every file (disk)",
    "record (disk)",
  ]);
  expect((await site.succeeded(expireId)).steps).toHaveLength(12);
  await checkResource(ctx, { id: site.resource.id });
  const all = await site.control.owner.operation.findMany({ select: { id: true, kind: true } });
  for (const { id } of all) await site.finished(id);
  const kinds = new Set(all.map(({ kind }) => kind));
  expect([...kinds].toSorted()).toEqual([
    "backup",
    "check-resource",
    "expire",
    "probe-repository",
    "set-up-resource",
    "verify",
  ]);
});

test("a restore from the object store over TLS 1.3 brings the rows back", async () => {
  const moment = await site.insert("kept in the cloud");
  await site.insert("not kept");
  const { status } = await site.restore({
    repositoryId: site.repositoryIds[0],
    target: { kind: "time", micros: moment.toString() },
    destination: { kind: "in-place" },
  });
  expect(status).toBe("succeeded");
  expect((await site.rows()).at(-1)).toBe("kept in the cloud");
});

/** What is stored about the repository in the object store, changed behind the back of every verb; returns what undoes it. */
async function tamper(data: object): Promise<() => Promise<unknown>> {
  const { owner } = site.control;
  const where = { id: site.repositoryIds[0] };
  const { location, secrets } = await owner.repository.findUniqueOrThrow({ where });
  await owner.repository.update({ where, data });
  return () => owner.repository.update({ where, data: { location: jsonColumn(location), secrets } });
}

test("an object store that does not answer fails a backup within seconds, with a sentence and a hint; a restore is then worked out from the other repository", async () => {
  const location = { ...store.locate("backups", "orders"), port: await freePort() };
  const undo = await tamper({ location });
  const started = performance.now();
  const failed = await site.backUp("incr", site.repositoryIds[0]);
  expect(performance.now() - started).toBeLessThan(30_000);
  expect(failed).toMatchObject({ status: "failed", error: { code: "ENGINE", reason: "unreachable" } });
  expect(failed.error?.hint).toBeTruthy();
  const preview = await site.preview({ target: { kind: "latest" }, destination: { kind: "new-instance" } });
  expect(previewResult.parse(preview.result).plan.repository.name).toBe("disk");
  await undo();
});

test("a wrong passphrase fails a backup, and neither log nor error holds a passphrase", async () => {
  const { publicKey } = site.people.admin.ctx().installation;
  const rowId = site.repositoryIds[0] ?? "";
  const { accessKeyId, secretAccessKey } = store;
  const wrong = { cipherPass: "a passphrase that is not the right one", accessKeyId, secretAccessKey };
  const sealed = await sealSecret(
    await publicKey(),
    { rowId, column: SECRETS_COLUMN },
    JSON.stringify(wrong),
  );
  const undo = await tamper({ secrets: sealed });
  const failed = await site.backUp("incr", rowId);
  expect(failed).toMatchObject({ status: "failed", error: { code: "ENGINE", reason: "wrong-key" } });
  const log = await site.control.owner.operationLogLine.findMany({ where: { operationId: failed.id } });
  expect(JSON.stringify([failed, log.map(({ text }) => text)])).not.toContain("is not the right one");
  await undo();
});

test("a cluster that does not run is not backed up, and archiving that was turned off is noticed", async () => {
  await site.cluster.halt();
  expect(await site.backUp("incr", site.repositoryIds[1])).toMatchObject({
    status: "failed",
    error: { code: "PRECONDITION", reason: "cluster-not-running" },
  });
  await site.cluster.start();
  await site.cluster.query("ALTER SYSTEM SET archive_command = '/bin/true'");
  await site.cluster.query("SELECT pg_reload_conf()");
  expect(await site.backUp("incr", site.repositoryIds[1])).toMatchObject({
    status: "failed",
    error: { code: "PRECONDITION", reason: "archiving" },
  });
});
