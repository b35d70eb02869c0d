import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addPerson } from "#e2e/fixtures/sample-people.ts";
import { addRequest } from "#e2e/fixtures/sample-requests.ts";
import { addPreview, addResource, auditOf, samplePreview } from "#e2e/fixtures/sample-resources.ts";
import { approveChange } from "#lib/changes/approve-change.ts";
import { planHash } from "#lib/changes/plan.ts";
import { v7 } from "#lib/format/uuid.ts";
import { getRestore } from "#lib/restores/get-restore.ts";
import { listRestores } from "#lib/restores/list-restores.ts";
import { requestRestore } from "#lib/restores/request-restore.ts";
import { createToken } from "#lib/tokens/create-token.ts";
import { findTokenActor } from "#lib/tokens/find-token-actor.ts";

let control: ControlDatabase;
beforeAll(async () => {
  control = await createControlDatabase();
});
afterAll(() => control.close());
afterEach(() => control.clock.reset());

const reason = "the orders table is gone";

describe("asking for a restore", () => {
  test("freezes the worker's own finding and who asks into a hashed plan", async () => {
    const { restore, requester, resource } = await addRequest(control);
    const stored = await control.owner.changeRequest.findUniqueOrThrow({ where: { id: restore.change.id } });
    expect(planHash("restore-plan/v1", stored.planText)).toBe(stored.planHash);
    expect(JSON.parse(stored.planText)).toEqual({
      ...samplePreview(resource).plan,
      requesterId: requester.id,
    });
    expect(restore).toMatchObject({
      status: "waiting for approval",
      operation: null,
      canUndo: false,
      sentence: `Put ${resource.name} back to 2026-11-22 14:03:10 UTC, in place`,
      change: { decision: "requested", planHash: stored.planHash, reason, mayCancel: true },
    });
    expect(stored.expiresAt.getTime() - stored.createdAt.getTime()).toBe(24 * 3_600_000);
    expect(await auditOf(control.owner, { subjectId: stored.id })).toMatchObject([
      {
        action: "restore.request",
        actorName: requester.name,
        details: { planHash: stored.planHash, reason },
      },
    ]);
  });

  test("holds the set it needs until the request has ended", async () => {
    const { restore } = await addRequest(control);
    const holds = await control.owner.hold.findMany({ where: { restoreId: restore.id } });
    expect(holds).toMatchObject([{ label: "20261122-020000F", releasedAt: null }]);
  });

  test.each([["manager"], ["auditor"], ["admin"]] as const)("%s cannot ask", async (role) => {
    const resource = await addResource(control);
    const previewId = await addPreview(control, resource);
    const person = await addPerson(control, [role]);
    const asked = requestRestore(person.ctx, { previewId, reason, confirmation: resource.name });
    await expect(asked).rejects.toMatchObject({ code: "FORBIDDEN", reason: "role" });
    expect(await auditOf(control.owner, { actorId: person.id })).toMatchObject([
      { action: "access.deny", outcome: "denied", details: { verb: "restore.request" } },
    ]);
    expect(await control.owner.changeRequest.count({ where: { resourceId: resource.id } })).toBe(0);
  });

  test("a token with the scope asks in the name of its owner, who still cannot approve it", async () => {
    const owner = await addPerson(control, ["operator", "manager"]);
    const { secret } = await createToken(owner.ctx, { name: "ci", scopes: ["restore.request"] });
    const actor = await findTokenActor(control.owner, secret, control.clock.now());
    if (!actor) throw new Error("the token was not found");
    const resource = await addResource(control);
    const previewId = await addPreview(control, resource);
    const input = { previewId, reason, confirmation: resource.name };
    const { change } = await requestRestore(control.web(actor), input);
    expect(change.requestedBy.id).toBe(owner.id);
    expect(change.mayCancel).toBe(false);
    const vote = { id: change.id, planHash: change.planHash, password: "fifteen letters at the very least" };
    await expect(approveChange(owner.ctx, vote)).rejects.toMatchObject({ reason: "maker" });
  });

  test.each([["running"], ["failed"]] as const)("a %s preview is nothing to ask for", async (status) => {
    const operator = await addPerson(control, ["operator"]);
    const resource = await addResource(control);
    const previewId = await addPreview(control, resource, { status });
    const asked = requestRestore(operator.ctx, { previewId, reason, confirmation: resource.name });
    await expect(asked).rejects.toMatchObject({ code: "PRECONDITION", reason: "preview-unfinished" });
  });

  test("a preview older than 15 minutes is nothing to ask for", async () => {
    const operator = await addPerson(control, ["operator"]);
    const resource = await addResource(control);
    const previewId = await addPreview(control, resource);
    control.clock.advance({ minutes: 15, seconds: 1 });
    const asked = requestRestore(operator.ctx, { previewId, reason, confirmation: resource.name });
    await expect(asked).rejects.toMatchObject({ code: "PRECONDITION", reason: "preview-old" });
  });

  test("an operation of another kind is no preview", async () => {
    const operator = await addPerson(control, ["operator"]);
    const resource = await addResource(control);
    const previewId = await addPreview(control, resource);
    await control.owner.operation.update({ where: { id: previewId }, data: { kind: "backup" } });
    const asked = requestRestore(operator.ctx, { previewId, reason, confirmation: resource.name });
    await expect(asked).rejects.toMatchObject({ code: "NOT_FOUND" });
    const missing = requestRestore(operator.ctx, { previewId: v7(), reason });
    await expect(missing).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("overwriting in place is typed by hand, character by character", async () => {
    const operator = await addPerson(control, ["operator"]);
    const resource = await addResource(control);
    const previewId = await addPreview(control, resource);
    for (const confirmation of [undefined, "", resource.name.toUpperCase(), `${resource.name} `]) {
      const asked = requestRestore(operator.ctx, { previewId, reason, confirmation });
      await expect(asked).rejects.toMatchObject({ code: "INVALID", reason: "confirmation" });
    }
  });

  test("a new instance needs no typing, and replaces nobody's request", async () => {
    const operator = await addPerson(control, ["operator"]);
    const resource = await addResource(control);
    const plan = samplePreview(resource, {
      destination: { kind: "new-instance", host: "test-host", dataDirectory: "/srv/new", port: 5433 },
      wayBack: "none",
    });
    const first = await addPreview(control, resource, { result: plan });
    const one = await requestRestore(operator.ctx, { previewId: first, reason });
    const second = await addPreview(control, resource, { result: plan });
    const two = await requestRestore(operator.ctx, { previewId: second, reason });
    expect((await getRestore(operator.ctx, { id: one.id })).status).toBe("waiting for approval");
    expect(two.sentence).toMatch(/^Restore .* as of .*, into a new instance$/);
  });

  test("a preview is asked for once, by whomever, at the same moment too: a code names one request", async () => {
    const people = [await addPerson(control, ["operator"]), await addPerson(control, ["operator"])];
    const resource = await addResource(control);
    const previewId = await addPreview(control, resource);
    const input = { previewId, reason, confirmation: resource.name };
    const asked = await Promise.allSettled(
      [...people, ...people].map(({ ctx }) => requestRestore(ctx, input)),
    );
    const made = asked.filter((each) => each.status === "fulfilled");
    expect(made).toHaveLength(1);
    for (const each of asked) {
      if (each.status === "fulfilled") continue;
      expect(each.reason).toMatchObject({
        reason: "already-asked",
        message: `This plan was asked for already, as R-${made[0]?.value.change.number}.`,
      });
    }
  });

  test("why is asked for", async () => {
    const operator = await addPerson(control, ["operator"]);
    const resource = await addResource(control);
    const previewId = await addPreview(control, resource);
    const asked = requestRestore(operator.ctx, { previewId, reason: "  x ", confirmation: resource.name });
    await expect(asked).rejects.toMatchObject({ code: "INVALID", reason: "input" });
  });
});

describe("another plan is another request (T3)", () => {
  test("asking again for the same place supersedes the waiting request; its vote does not carry over", async () => {
    const first = await addRequest(control);
    const manager = await addPerson(control, ["manager"]);
    const second = await addRequest(control, { requester: first.requester, resource: first.resource });
    expect((await getRestore(manager.ctx, { id: first.restore.id })).status).toBe("superseded");
    await expect(approveChange(manager.ctx, first.vote)).rejects.toMatchObject({ reason: "decided" });
    const mixed = { ...second.vote, planHash: "f".repeat(64) };
    await expect(approveChange(manager.ctx, mixed)).rejects.toMatchObject({ reason: "plan-changed" });
    expect((await approveChange(manager.ctx, second.vote)).decision).toBe("approved");
    const holds = await control.owner.hold.findMany({ where: { restoreId: first.restore.id } });
    expect(holds[0]).toMatchObject({
      releasedAt: expect.any(Date),
      releasedFor: "the request was superseded",
    });
    expect(await auditOf(control.owner, { subjectId: first.restore.change.id })).toMatchObject([
      { action: "restore.supersede", details: { by: `R-${second.restore.change.number}` } },
      { action: "restore.request" },
    ]);
  });

  test("what somebody else asked for stays", async () => {
    const first = await addRequest(control);
    await addRequest(control, { resource: first.resource });
    expect((await getRestore(first.requester.ctx, { id: first.restore.id })).status).toBe(
      "waiting for approval",
    );
  });

  test("the plan and its hash cannot be rewritten by the web process nor by a worker (T2)", async () => {
    const { restore } = await addRequest(control);
    for (const db of [control.web({ kind: "anonymous" }).db, control.worker().db]) {
      for (const data of [{ planText: "{}" }, { planHash: "0".repeat(64) }, { requestedById: v7() }]) {
        const update = db.changeRequest.updateMany({ where: { id: restore.change.id }, data });
        await expect(update).rejects.toThrow(/permission denied|denied access/);
      }
    }
  });
});

describe("the inbox", () => {
  test("shows what waits, newest first, page by page, and nothing that ran out", async () => {
    const manager = await addPerson(control, ["manager"]);
    control.clock.advance({ days: 30 });
    expect((await listRestores(manager.ctx, { waiting: "true" })).items).toEqual([]);
    const asked = [];
    for (let count = 0; count < 3; count++) asked.push((await addRequest(control)).restore.id);
    const first = await listRestores(manager.ctx, { waiting: "true", limit: 2 });
    const second = await listRestores(manager.ctx, {
      waiting: "true",
      limit: 2,
      cursor: first.nextCursor ?? "",
    });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(asked.toReversed());
    expect(second.nextCursor).toBeNull();
    expect(first.items[0]?.change.mayApprove).toEqual({ allowed: true, why: null });
  });

  test("leaves the tables and checks of a receipt to its own page", async () => {
    const manager = await addPerson(control, ["manager"]);
    const { restore } = await addRequest(control);
    const rto = { totalMs: 9_000, approvalMs: 1, queueMs: 1, safetyMs: 1, restoreMs: 1, replayMs: 1 };
    const listed = {
      reachedLsn: "0/5000060",
      lastCommitMicros: null,
      newTimeline: 2,
      systemIdentifier: "7440000000000000000",
      rto: { ...rto, validationMs: 1 },
      finishedAtMicros: "1795389373938000",
    };
    const rest = {
      tables: [{ database: "shop", table: "orders", rows: 3, isExact: true }],
      checks: [{ name: "health", passed: true, sentence: "It answers." }],
    };
    await control.owner.restore.update({
      where: { id: restore.id },
      data: { receipt: { ...listed, ...rest } },
    });
    const { items } = await listRestores(manager.ctx, { resourceId: restore.resource.id });
    expect(items.map(({ receipt }) => receipt)).toEqual([listed]);
    expect((await getRestore(manager.ctx, { id: restore.id })).receipt).toEqual({ ...listed, ...rest });
  });

  test("a cursor that is not ours is refused or ignored, never an internal error", async () => {
    const manager = await addPerson(control, ["manager"]);
    for (const cursor of ["x", btoa('["x","y"]'), btoa('["1e999","1"]'), btoa('["","\\u0000"]')]) {
      const listed = await listRestores(manager.ctx, { cursor }).catch((error: unknown) => error);
      if (listed instanceof Error) expect(listed).toMatchObject({ code: "INVALID" });
    }
  });
});
