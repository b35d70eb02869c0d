import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createProtectedResource, type ProtectedResource } from "#e2e/fixtures/protected-resource.ts";
import { planHash } from "#lib/changes/plan.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";
import type { OperationDto } from "#lib/operations/schema.ts";
import { PLAN_VERSION } from "#lib/restores/rules.ts";
import type { RestoreDto } from "#lib/restores/schema.ts";

let site: ProtectedResource;
/** A client that was there before, and must never notice anything. */
let client: Client;
let moment: bigint;

beforeAll(async () => {
  site = await createProtectedResource();
  await site.writeHook("stop", "exit 0");
  await site.setHooks({ stop: "stop" });
  await site.insert("first");
  expect((await site.backUp("full")).status).toBe("succeeded");
  moment = await site.insert("second");
  await site.insert("third");
  client = new Client({
    host: site.cluster.cluster.socketDirectory,
    port: site.cluster.cluster.port,
    user: site.cluster.cluster.user,
    database: "postgres",
  });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await site?.close();
});
beforeEach(() => site.startWorker());

/** Approved and queued, with no worker that could start it: the moment in which the world may change. */
async function approved(): Promise<{ restore: RestoreDto; operationId: string }> {
  const restore = await site.request({
    target: { kind: "time", micros: moment.toString() },
    destination: { kind: "in-place" },
  });
  await site.stopWorker();
  return { restore, operationId: await site.approve(restore) };
}

/** Lets the worker find it, and expects a refusal that touched nothing and shut nobody out. */
async function expectStale(operationId: string, sentence: RegExp): Promise<OperationDto> {
  await site.startWorker();
  const ended = await site.finished(operationId);
  expect(ended).toMatchObject({ status: "failed", error: { code: "PRECONDITION", reason: "stale-plan" } });
  expect(ended.error?.message).toMatch(sentence);
  expect(ended.steps.map(({ name }) => name)).not.toContain("stop hook");
  const { rows } = await client.query("SELECT text FROM entries ORDER BY id");
  expect(rows.map(({ text }) => text)).toEqual(["first", "second", "third"]);
  return ended;
}

/** The set of the plan and the WAL after it, as the repository keeps them. */
async function repositoryFiles(part: string): Promise<string[]> {
  const entries = await readdir(site.repositoryPath, { recursive: true, withFileTypes: true });
  return entries.map((entry) => join(entry.parentPath, entry.name)).filter((path) => path.includes(part));
}

/** Hidden while the worker looks, then put back for the next test. */
async function without(path: string, look: () => Promise<unknown>): Promise<void> {
  const hidden = join(site.env.directory, "hidden");
  await rename(path, hidden);
  await look().finally(() => rename(hidden, path));
}

const owner = () => site.control.owner;

test("the set was removed from the repository", async () => {
  const { restore, operationId } = await approved();
  const [directory] = await repositoryFiles(`/${restore.plan.backupSet.label}`);
  await without(directory ?? "", () => expectStale(operationId, /manifest/));
});

test("the set's manifest is another one", async () => {
  const { restore, operationId } = await approved();
  const manifests = await repositoryFiles(`${restore.plan.backupSet.label}/backup.manifest`);
  const manifest = manifests.find((path) => path.endsWith("backup.manifest")) ?? "";
  const bytes = await readFile(manifest);
  await writeFile(manifest, Buffer.concat([bytes.subarray(0, -64), Buffer.alloc(64, 7)]));
  await expectStale(operationId, /manifest/).finally(() => writeFile(manifest, bytes));
});

test("a file of the set is missing", async () => {
  const { restore, operationId } = await approved();
  const files = await repositoryFiles(`/${restore.plan.backupSet.label}/`);
  const file = files.find((path) => /\/bundle\/\d+$/.test(path)) ?? "";
  await without(file, () => expectStale(operationId, /are missing/));
});

test("a verification found the set damaged", async () => {
  const { restore, operationId } = await approved();
  const where = { resourceId: site.resource.id, label: restore.plan.backupSet.label };
  await owner().backupSet.updateMany({ where, data: { problem: "Its content is damaged: bundle/1." } });
  await expectStale(operationId, /Damage was found/).finally(() =>
    owner().backupSet.updateMany({ where, data: { problem: null } }),
  );
});

test("the WAL that leads to the target is gone", async () => {
  const { restore, operationId } = await approved();
  const { stop } = restore.plan.target;
  if (stop.kind !== "lsn") throw new Error("not an LSN");
  const [row] = (await client.query("SELECT pg_walfile_name($1::pg_lsn) AS name", [stop.lsn])).rows;
  const [segment] = await repositoryFiles(`/${row.name}-`);
  await without(segment ?? "", () => expectStale(operationId, /can no longer be reached/));
});

test("a hook has other contents, and a hook was exchanged for another", async () => {
  const first = await approved();
  await site.writeHook("stop", "exit 0 # changed");
  await expectStale(first.operationId, /hook/);
  const second = await approved();
  await site.setHooks({});
  await expectStale(second.operationId, /hooks/);
  await site.setHooks({ stop: "stop" });
});

test("the resource points to another directory", async () => {
  const { operationId } = await approved();
  const before = await owner().resource.findUniqueOrThrow({ where: { id: site.resource.id } });
  const settings = { ...(before.settings as object), dataDirectory: join(site.env.directory, "elsewhere") };
  await owner().resource.update({ where: { id: site.resource.id }, data: { settings } });
  await expectStale(operationId, /another data directory/);
  await site.setHooks({ stop: "stop" });
});

test("another cluster is in the directory", async () => {
  const { restore, operationId } = await approved();
  const { destination } = restore.plan;
  if (destination.kind !== "in-place") throw new Error("not in place");
  // Seen from the worker the same as another cluster under the old plan: text, hash and vote all agree.
  const where = { id: restore.change.id };
  const { planText } = await owner().changeRequest.findUniqueOrThrow({ where });
  const forged = planText.replace(destination.systemIdentifier ?? "?", "7000000000000000001");
  const hash = planHash(PLAN_VERSION, forged);
  await owner().changeRequest.update({ where, data: { planText: forged, planHash: hash } });
  await owner().approval.updateMany({ where: { changeRequestId: where.id }, data: { planHash: hash } });
  await expectStale(operationId, /Another cluster/);
});

test("the plan's text was changed by the owner of the database", async () => {
  const { restore, operationId } = await approved();
  const { planText } = await owner().changeRequest.findUniqueOrThrow({ where: { id: restore.change.id } });
  await owner().changeRequest.update({
    where: { id: restore.change.id },
    data: { planText: planText.replace('"wayBack":"backup"', '"wayBack":"none"') },
  });
  await expectStale(operationId, /does not match its hash/);
});

test("the requester lost the role, and the approver was deactivated", async () => {
  const first = await approved();
  const { operator, manager } = site.people;
  const grants = { where: { userId: operator.id } };
  await owner().roleGrant.updateMany({ ...grants, data: { revokedAt: new Date() } });
  await expectStale(first.operationId, /The requester/);
  await owner().roleGrant.updateMany({ ...grants, data: { revokedAt: null } });
  const second = await approved();
  await owner().user.update({ where: { id: manager.id }, data: { isActive: false } });
  await expectStale(second.operationId, /An approver/);
  await owner().user.update({ where: { id: manager.id }, data: { isActive: true } });
});

test("the approval ran out before a worker could start", async () => {
  const { restore, operationId } = await approved();
  await owner().changeRequest.update({
    where: { id: restore.change.id },
    data: { approvalExpiresAt: new Date(Date.now() - 1_000) },
  });
  await expectStale(operationId, /ran out/);
});

test("a refused restore is not delivered again, and a second operation for its change is refused", async () => {
  const { restore, operationId } = await approved();
  await site.setHooks({});
  await expectStale(operationId, /hooks/);
  await site.setHooks({ stop: "stop" });
  const ctx = site.people.manager.ctx();
  const again = await ctx.db.$transaction((tx) =>
    insertOperation(ctx, tx, {
      kind: "restore",
      host: site.env.host,
      resourceId: site.resource.id,
      changeRequestId: restore.change.id,
    }),
  );
  await expectStale(again.id, /used already/);
  expect((await site.operation(operationId)).attempt).toBe(1);
  expect((await site.getRestore(restore.id)).operation?.id).toBe(operationId);
});

test("every refusal is in the audit trail, and none says that anything was restored", async () => {
  const actions = await owner().auditEntry.groupBy({ by: ["action"], _count: true });
  const count = (action: string) => actions.find((each) => each.action === action)?._count ?? 0;
  expect(count("restore.fail")).toBeGreaterThanOrEqual(12);
  expect(count("restore.succeed")).toBe(0);
});
