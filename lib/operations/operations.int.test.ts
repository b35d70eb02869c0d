import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { addApproved } from "#e2e/fixtures/sample-requests.ts";
import { addResource, auditOf } from "#e2e/fixtures/sample-resources.ts";
import { getBackupSet } from "#lib/backups/get-backup-set.ts";
import { listBackupSets } from "#lib/backups/list-backup-sets.ts";
import { startBackup } from "#lib/backups/start-backup.ts";
import { verifyRepository } from "#lib/backups/verify-repository.ts";
import { spendApproval } from "#lib/changes/spend-approval.ts";
import { v7 } from "#lib/format/uuid.ts";
import { cancelOperation } from "#lib/operations/cancel-operation.ts";
import { getOperation } from "#lib/operations/get-operation.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";
import { listOperations } from "#lib/operations/list-operations.ts";
import { readLog } from "#lib/operations/read-log.ts";
import { queueName } from "#lib/queue/queue.ts";
import { getRestore } from "#lib/restores/get-restore.ts";

let control: ControlDatabase;
let operator: Person;
beforeAll(async () => {
  control = await createControlDatabase();
  operator = await addPerson(control, ["operator"]);
});
afterAll(() => control.close());

async function queuedBackup() {
  const resource = await addResource(control);
  const operation = await startBackup(operator.ctx, { resourceId: resource.id, type: "full" });
  return { resource, operation };
}

describe("starting a backup", () => {
  test("queues one operation with its job, and says who asked", async () => {
    const { resource, operation } = await queuedBackup();
    expect(operation).toMatchObject({
      kind: "backup",
      status: "queued",
      host: TEST_HOST,
      requestedByName: operator.name,
      input: { type: "full", repositoryIds: [resource.repositoryId] },
      resource: { id: resource.id, name: resource.name },
    });
    const jobs = await control.queue.worker.boss.findJobs(queueName(TEST_HOST), { id: operation.id });
    expect(jobs).toMatchObject([{ data: { operationId: operation.id } }]);
    expect(await auditOf(control.owner, { subjectId: resource.id })).toMatchObject([
      {
        action: "backup.start",
        actorName: operator.name,
        details: { type: "full", operationId: operation.id },
      },
    ]);
  });

  test.each([["manager"], ["auditor"], ["admin"]] as const)("%s starts none", async (role) => {
    const person = await addPerson(control, [role]);
    const { id: resourceId, repositoryId } = await addResource(control);
    const refused = { code: "FORBIDDEN", reason: "role" };
    await expect(startBackup(person.ctx, { resourceId, type: "full" })).rejects.toMatchObject(refused);
    await expect(verifyRepository(person.ctx, { resourceId, repositoryId })).rejects.toMatchObject(refused);
    expect(await control.owner.operation.count({ where: { resourceId } })).toBe(0);
    expect(await auditOf(control.owner, { actorId: person.id })).toHaveLength(2);
  });

  test("is refused before archiving is set up: it could not be restored", async () => {
    const { id } = await addResource(control, { state: "new" });
    const started = startBackup(operator.ctx, { resourceId: id, type: "full" });
    await expect(started).rejects.toMatchObject({ code: "PRECONDITION", reason: "not-protected" });
  });

  test("is refused for a repository that is not the resource's", async () => {
    const [mine, other] = [await addResource(control), await addResource(control)];
    const input = { resourceId: mine.id, repositoryId: other.repositoryId };
    const wrong = { code: "INVALID", reason: "repository" };
    await expect(startBackup(operator.ctx, { ...input, type: "full" })).rejects.toMatchObject(wrong);
    await expect(verifyRepository(operator.ctx, input)).rejects.toMatchObject(wrong);
    const missing = startBackup(operator.ctx, { resourceId: v7(), type: "full" });
    await expect(missing).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is refused where no worker has ever been: it would wait for ever", async () => {
    const { id } = await addResource(control);
    await control.owner.resource.update({ where: { id }, data: { host: "nowhere" } });
    const started = startBackup(operator.ctx, { resourceId: id, type: "full" });
    await expect(started).rejects.toMatchObject({ code: "PRECONDITION", reason: "no-worker" });
    expect(await control.owner.operation.count({ where: { resourceId: id } })).toBe(0);
  });

  test("the job and the row live and die together", async () => {
    const ctx = operator.ctx;
    const id = v7();
    const rolledBack = ctx.db.$transaction(async (tx) => {
      await insertOperation(ctx, tx, { id, kind: "backup", host: TEST_HOST });
      throw new Error("rolled back");
    });
    await expect(rolledBack).rejects.toThrow("rolled back");
    expect(await control.owner.operation.findUnique({ where: { id } })).toBeNull();
    expect(await control.queue.worker.boss.findJobs(queueName(TEST_HOST), { id })).toEqual([]);
  });
});

describe("cancelling", () => {
  test("what is queued ends at once, and says by whom", async () => {
    const { operation } = await queuedBackup();
    const other = await addPerson(control, ["operator"]);
    expect(await cancelOperation(other.ctx, { id: operation.id })).toMatchObject({
      status: "cancelled",
      finishedAt: expect.any(String),
      error: {
        reason: "cancelled",
        message: `Cancelled by ${other.name} before it started; nothing was done.`,
      },
    });
    expect(await auditOf(control.owner, { subjectId: operation.id })).toMatchObject([
      { action: "operation.cancel", actorName: other.name },
    ]);
  });

  test("what runs is asked to stop, once; it says 'cancelled' only when its worker does", async () => {
    const { operation } = await queuedBackup();
    await control.owner.operation.update({ where: { id: operation.id }, data: { status: "running" } });
    const asked = await cancelOperation(operator.ctx, { id: operation.id });
    expect(asked).toMatchObject({
      status: "running",
      cancelRequestedAt: expect.any(String),
      finishedAt: null,
    });
    const again = cancelOperation(operator.ctx, { id: operation.id });
    await expect(again).rejects.toMatchObject({ code: "CONFLICT", reason: "already-cancelling" });
  });

  test("what would be left half done is not asked", async () => {
    const { operation } = await queuedBackup();
    const data = { status: "running" as const, isCancellable: false };
    await control.owner.operation.update({ where: { id: operation.id }, data });
    const cancelled = cancelOperation(operator.ctx, { id: operation.id });
    await expect(cancelled).rejects.toMatchObject({ code: "CONFLICT", reason: "not-cancellable" });
  });

  test("what has ended stays ended, and many at once cancel once", async () => {
    const { operation } = await queuedBackup();
    const cancel = () => cancelOperation(operator.ctx, { id: operation.id });
    const ends = await Promise.allSettled(Array.from({ length: 10 }, cancel));
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(cancel()).rejects.toMatchObject({ code: "CONFLICT", reason: "finished" });
    expect(await auditOf(control.owner, { subjectId: operation.id })).toHaveLength(1);
    await expect(cancelOperation(operator.ctx, { id: v7() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("an approved restore before it started: the approval is gone with it", async () => {
    const { operationId, change, restore, requester } = await addApproved(control);
    await cancelOperation(requester.ctx, { id: operationId });
    expect((await getRestore(requester.ctx, { id: restore.id })).status).toBe("run cancelled");
    for (const id of [operationId, v7()]) {
      const claim = { kind: "restore", changeRequestId: change.id, operationId: id, attempt: 1 } as const;
      const spent = spendApproval(control.worker(), claim);
      await expect(spent).rejects.toMatchObject({ code: "PRECONDITION", reason: "stale-plan" });
    }
  });

  test.each([["manager"], ["auditor"], ["admin"]] as const)("%s cancels nothing", async (role) => {
    const { operation } = await queuedBackup();
    const person = await addPerson(control, [role]);
    const cancelled = cancelOperation(person.ctx, { id: operation.id });
    await expect(cancelled).rejects.toMatchObject({ code: "FORBIDDEN", reason: "role" });
  });
});

describe("reading", () => {
  test("operations page by page, each once, newest first, also when many share an instant", async () => {
    const resource = await addResource(control);
    const createdAt = new Date("2026-11-22T14:03:10.123Z");
    const rows = Array.from({ length: 9 }, (_, index) => ({
      id: v7(),
      kind: "verify",
      host: TEST_HOST,
      resourceId: resource.id,
      requestedBy: { name: "test" },
      createdAt: index < 6 ? createdAt : new Date(createdAt.getTime() - index),
    }));
    await control.owner.operation.createMany({ data: rows });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listOperations(operator.ctx, { resourceId: resource.id, limit: 2, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(9);
    expect(seen).toHaveLength(9);
    const failed = await listOperations(operator.ctx, { resourceId: resource.id, status: "failed" });
    expect(failed.items).toEqual([]);
  });

  test("an operation that needed an approval says which, whose it is, and what becomes of it", async () => {
    const { resource, requester, manager, change, restore } = await addApproved(control);
    const { items } = await listOperations(operator.ctx, {
      resourceId: resource.id,
      withoutPreviews: "true",
    });
    expect(items.map(({ kind }) => kind)).toEqual(["restore"]);
    expect(items[0]?.change).toEqual({
      number: change.number,
      restoreId: restore.id,
      requestedByName: requester.name,
      approvedByNames: [manager.name],
      restore: {
        destination: "in-place",
        target: restore.plan.target.chosen,
        lastCommitMicros: restore.plan.target.lastCommitMicros,
      },
    });
    const all = await listOperations(operator.ctx, { resourceId: resource.id });
    expect(new Map(all.items.map(({ kind, change: asked }) => [kind, asked !== null]))).toEqual(
      new Map([
        ["restore", true],
        ["restore-preview", false],
      ]),
    );
  });

  test("backup sets page by page, with what holds them", async () => {
    const resource = await addResource(control);
    const set = (index: number) => ({
      resourceId: resource.id,
      repositoryId: resource.repositoryId,
      generation: 1,
      label: `20261122-02000${index}F`,
      type: "full",
      startedAtMicros: 1_000_000n,
      stoppedAtMicros: BigInt(2_000_000 + Math.floor(index / 3)),
      startLsn: "0/1",
      stopLsn: "0/2",
      startSegment: "a",
      stopSegment: "b",
      timeline: 1,
      sizeBytes: 1n,
      repositoryBytes: 1n,
      systemIdentifier: "1",
      postgresVersion: "15",
      storedAt: new Date(),
    });
    await control.owner.backupSet.createMany({ data: Array.from({ length: 7 }, (_, index) => set(index)) });
    await control.owner.hold.create({
      data: {
        resourceId: resource.id,
        repositoryId: resource.repositoryId,
        label: "20261122-020004F",
        reason: "undo",
      },
    });
    const seen = [];
    let cursor: string | undefined;
    do {
      const page = await listBackupSets(operator.ctx, { resourceId: resource.id, limit: 3, cursor });
      seen.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.map(({ label }) => label).toSorted()).toEqual(
      Array.from({ length: 7 }, (_, index) => `20261122-02000${index}F`),
    );
    expect(seen.filter(({ holds }) => holds.length > 0)).toMatchObject([
      { label: "20261122-020004F", holds: ["undo"] },
    ]);
    expect(seen[0]).toMatchObject({ rung: "stored", durationMs: 1_000 });
    const [newest] = seen;
    const detail = await getBackupSet(operator.ctx, { id: newest?.id ?? "" });
    expect(detail).toMatchObject({ ...newest, generation: 1, references: [] });
    await expect(getBackupSet(operator.ctx, { id: v7() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("the newest lines of a log, those after a known one, and those that match", async () => {
    const { operation } = await queuedBackup();
    const lines = Array.from({ length: 10 }, (_, index) => ({
      operationId: operation.id,
      level: index === 3 ? "warn" : "info",
      text: index === 3 ? "100% of it_is done" : `line ${index}`,
    }));
    await control.owner.operationLogLine.createMany({ data: lines });
    const newest = await readLog(operator.ctx, { id: operation.id, limit: 3 });
    expect(newest).toMatchObject({ hasEarlier: true, lines: [{ text: "line 7" }, {}, { text: "line 9" }] });
    const after = newest.lines[0]?.id ?? "";
    const later = await readLog(operator.ctx, { id: operation.id, after });
    expect(later.lines.map(({ text }) => text)).toEqual(["line 8", "line 9"]);
    const middle = later.lines[0]?.id ?? "";
    const between = await readLog(operator.ctx, { id: operation.id, around: middle, limit: 2 });
    expect(between).toMatchObject({
      hasEarlier: true,
      hasLater: true,
      lines: [{ text: "line 7" }, { text: "line 8" }],
    });
    const before = await readLog(operator.ctx, { id: operation.id, before: after, limit: 7 });
    expect(before).toMatchObject({ hasEarlier: false, hasLater: false });
    expect(before.lines.map(({ text }) => text).at(-1)).toBe("line 6");
    const warned = await readLog(operator.ctx, { id: operation.id, level: "warn", limit: 3 });
    expect(warned).toMatchObject({ hasEarlier: false, lines: [{ text: "100% of it_is done" }] });
    for (const [search, count] of [
      ["IT_IS", 1],
      ["itxis", 0],
      ["100%", 1],
      ["1%0", 0],
      ["it_s", 0],
      ["\\", 0],
      ["line", 9],
    ] as const) {
      expect((await readLog(operator.ctx, { id: operation.id, search })).lines).toHaveLength(count);
    }
  });

  test("what was never there is not found", async () => {
    await expect(getOperation(operator.ctx, { id: v7() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
