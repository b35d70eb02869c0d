import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { addPerson, TEST_PASSWORD } from "#e2e/fixtures/sample-people.ts";
import { addRequest } from "#e2e/fixtures/sample-requests.ts";
import { addResource, auditOf } from "#e2e/fixtures/sample-resources.ts";
import { approveChange } from "#lib/changes/approve-change.ts";
import { getChange } from "#lib/changes/get-change.ts";
import { listChanges } from "#lib/changes/list-changes.ts";
import { queueName } from "#lib/queue/queue.ts";
import { updateResource } from "#lib/resources/update-resource.ts";
import { createToken } from "#lib/tokens/create-token.ts";
import { findTokenActor } from "#lib/tokens/find-token-actor.ts";
import { deactivateUser } from "#lib/users/deactivate-user.ts";
import { grantRole } from "#lib/users/grant-role.ts";
import { issueSignInLink } from "#lib/users/issue-sign-in-link.ts";
import { revokeRole } from "#lib/users/revoke-role.ts";

let control: ControlDatabase;
beforeAll(async () => {
  control = await createControlDatabase();
});
afterAll(() => control.close());
afterEach(() => control.clock.reset());

function operationsOf(changeRequestId: string) {
  return control.owner.operation.findMany({ where: { changeRequestId } });
}

/** A vote of this kind leaves nothing behind but a denial. */
async function expectRefused(
  vote: { id: string; planHash: string; password: string },
  ctx: Parameters<typeof approveChange>[0],
  expected: { code: string; reason: string },
) {
  await expect(approveChange(ctx, vote)).rejects.toMatchObject(expected);
  expect(await control.owner.approval.count({ where: { changeRequestId: vote.id } })).toBe(0);
  expect(await operationsOf(vote.id)).toEqual([]);
  const change = await control.owner.changeRequest.findUniqueOrThrow({ where: { id: vote.id } });
  expect(change.decision).toBe("requested");
}

describe("approving", () => {
  test("the last vote needed approves the plan and queues exactly one operation, in one go", async () => {
    const { vote, resource } = await addRequest(control);
    const manager = await addPerson(control, ["manager"]);
    const change = await approveChange(manager.ctx, vote);
    expect(change).toMatchObject({ decision: "approved", planHash: vote.planHash });
    expect(change.approvals).toMatchObject([{ userId: manager.id, vote: "approve" }]);
    const [operation, ...others] = await operationsOf(vote.id);
    expect(others).toEqual([]);
    expect(operation).toMatchObject({
      kind: "restore",
      status: "queued",
      host: TEST_HOST,
      resourceId: resource.id,
      isExclusive: true,
    });
    const jobs = await control.queue.worker.boss.findJobs(queueName(TEST_HOST), { id: operation?.id });
    expect(jobs).toMatchObject([{ data: { operationId: operation?.id } }]);
    expect(await auditOf(control.owner, { subjectId: vote.id, action: "restore.approve" })).toMatchObject([
      {
        outcome: "done",
        actorName: manager.name,
        details: { planHash: vote.planHash, votes: 1, needed: 1, operationId: operation?.id },
      },
    ]);
  });

  test("an approval of a standard system is good for 4 hours, of a critical one for 1 hour", async () => {
    const hours = { standard: 4, critical: 1 } as const;
    for (const tier of ["standard", "critical"] as const) {
      const { vote } = await addRequest(control, { resource: await addResource(control, { tier }) });
      const manager = await addPerson(control, ["manager"]);
      const { approvalExpiresAt, decidedAt } = await approveChange(manager.ctx, vote);
      const lifetime = Date.parse(approvalExpiresAt ?? "") - Date.parse(decidedAt ?? "");
      expect(lifetime / 3_600_000).toBeCloseTo(hours[tier], 3);
    }
  });

  test.each([["operator"], ["auditor"], ["admin"]] as const)("%s is not manager", async (role) => {
    const { vote } = await addRequest(control);
    const person = await addPerson(control, [role]);
    await expectRefused(vote, person.ctx, { code: "FORBIDDEN", reason: "role" });
    expect(await auditOf(control.owner, { actorId: person.id })).toMatchObject([
      { action: "access.deny", outcome: "denied", details: { verb: "change.approve", reason: "role" } },
    ]);
  });

  test("somebody who is not signed in approves nothing", async () => {
    const { vote } = await addRequest(control);
    await expectRefused(vote, control.web({ kind: "anonymous" }), {
      code: "UNAUTHENTICATED",
      reason: "signed-out",
    });
  });

  test("the wrong password approves nothing, and is written down (T15)", async () => {
    const { vote } = await addRequest(control);
    const manager = await addPerson(control, ["manager"]);
    const reason = "wrong-password";
    await expectRefused({ ...vote, password: `${TEST_PASSWORD}!` }, manager.ctx, {
      code: "FORBIDDEN",
      reason,
    });
    expect(await auditOf(control.owner, { actorId: manager.id })).toMatchObject([
      { action: "access.deny", details: { reason } },
    ]);
  });

  test("guessing passwords at the approval is limited, and stays so when every guess rolls back", async () => {
    const { vote } = await addRequest(control);
    const manager = await addPerson(control, ["manager"], { address: "198.51.100.7" });
    const wrong = { ...vote, password: "not it, and not it again" };
    for (let guess = 0; guess < 10; guess++) {
      await expect(approveChange(manager.ctx, wrong)).rejects.toMatchObject({ reason: "wrong-password" });
    }
    await expectRefused(vote, manager.ctx, { code: "LIMIT", reason: "rate-limit" });
    const elsewhere = control.web(manager.actor, { address: "198.51.100.8" });
    expect((await approveChange(elsewhere, vote)).decision).toBe("approved");
  });

  test("a hash that is not the plan's approves nothing (T1)", async () => {
    const { vote } = await addRequest(control);
    const manager = await addPerson(control, ["manager"]);
    const other = { ...vote, planHash: "0".repeat(64) };
    await expectRefused(other, manager.ctx, { code: "CONFLICT", reason: "plan-changed" });
  });
});

describe("maker is not checker (T4)", () => {
  test("nobody approves their own request, whatever else they are", async () => {
    const requester = await addPerson(control, ["operator", "manager", "admin"]);
    const { vote } = await addRequest(control, { requester });
    await expectRefused(vote, requester.ctx, { code: "FORBIDDEN", reason: "maker" });
    expect(await getChange(requester.ctx, { id: vote.id })).toMatchObject({
      mayApprove: { allowed: false, why: "Nobody approves their own request." },
    });
  });

  test("nor does whoever edited the resource in the 24 hours before; a day later they may", async () => {
    const resource = await addResource(control);
    const editor = await addPerson(control, ["admin", "manager"]);
    await updateResource(editor.ctx, {
      id: resource.id,
      settings: { dataDirectory: "/srv/other", socketDirectory: "/srv/run", port: 5432, user: "postgres" },
      objectives: { rpoSeconds: 300, rtoSeconds: 1800 },
    });
    const early = await addRequest(control, { resource });
    await expectRefused(early.vote, editor.ctx, { code: "FORBIDDEN", reason: "editor" });
    control.clock.advance({ hours: 24, minutes: 1 });
    const late = await addRequest(control, { resource });
    expect((await approveChange(editor.ctx, late.vote)).decision).toBe("approved");
  });

  test("a list of requests says so of each by itself", async () => {
    const resource = await addResource(control);
    const editor = await addPerson(control, ["operator", "admin", "manager"]);
    await updateResource(editor.ctx, {
      id: resource.id,
      settings: { dataDirectory: "/srv/other", socketDirectory: "/srv/run", port: 5432, user: "postgres" },
      objectives: { rpoSeconds: 300, rtoSeconds: 1800 },
    });
    control.clock.advance({ hours: 1 });
    const early = await addRequest(control, { resource });
    control.clock.advance({ hours: 23, minutes: 30 });
    const late = await addRequest(control, { resource });
    const elsewhere = await addRequest(control);
    const own = await addRequest(control, { requester: editor });
    const { items } = await listChanges(editor.ctx, { open: "true" });
    const mayApprove = new Map(items.map(({ change }) => [change.id, change.mayApprove.allowed]));
    const asked = [early, late, elsewhere, own].map(({ vote }) => mayApprove.get(vote.id));
    expect(asked).toEqual([false, true, true, false]);
  });

  test("an edit between the request and the vote makes its author a maker too", async () => {
    const { vote, resource } = await addRequest(control);
    const editor = await addPerson(control, ["admin", "manager"]);
    await updateResource(editor.ctx, {
      id: resource.id,
      settings: { dataDirectory: "/srv/other", socketDirectory: "/srv/run", port: 5432, user: "postgres" },
      objectives: { rpoSeconds: 300, rtoSeconds: 1800 },
    });
    await expectRefused(vote, editor.ctx, { code: "FORBIDDEN", reason: "editor" });
  });

  test("nor does whom the requester made a manager in the last 7 days", async () => {
    const requester = await addPerson(control, ["operator", "admin"]);
    const friend = await addPerson(control, []);
    await grantRole(requester.ctx, { id: friend.id, role: "manager" });
    const ctx = control.web({ ...friend.actor, roles: ["manager"] });
    const early = await addRequest(control, { requester });
    await expectRefused(early.vote, ctx, { code: "FORBIDDEN", reason: "tied-approver" });
    control.clock.advance({ days: 7, minutes: 1 });
    const late = await addRequest(control, { requester });
    expect((await approveChange(ctx, late.vote)).decision).toBe("approved");
  });

  test("nor does somebody whose sign-in link the requester issued in the last 7 days", async () => {
    const requester = await addPerson(control, ["operator", "admin"]);
    const manager = await addPerson(control, ["manager"]);
    await issueSignInLink(requester.ctx, { id: manager.id });
    const { vote } = await addRequest(control, { requester });
    await expectRefused(vote, manager.ctx, { code: "FORBIDDEN", reason: "tied-approver" });
  });

  test("nor does somebody made a manager by an editor of the resource", async () => {
    const resource = await addResource(control);
    const editor = await addPerson(control, ["admin"]);
    const manager = await addPerson(control, ["manager"], { grantedBy: editor.id });
    await updateResource(editor.ctx, {
      id: resource.id,
      settings: { dataDirectory: "/srv/other", socketDirectory: "/srv/run", port: 5432, user: "postgres" },
      objectives: { rpoSeconds: 300, rtoSeconds: 1800 },
    });
    const { vote } = await addRequest(control, { resource });
    await expectRefused(vote, manager.ctx, { code: "FORBIDDEN", reason: "tied-approver" });
  });

  test("a manager made by an administrator who has no part in it may approve", async () => {
    const admin = await addPerson(control, ["admin"]);
    const manager = await addPerson(control, ["manager"], { grantedBy: admin.id });
    const { vote } = await addRequest(control);
    expect((await approveChange(manager.ctx, vote)).decision).toBe("approved");
  });
});

describe("who votes is read from the rows, not from the session (T5, T6)", () => {
  test("an API token never approves, not even with the scope written into its row", async () => {
    const { vote } = await addRequest(control);
    const owner = await addPerson(control, ["operator", "manager"]);
    const { secret, token } = await createToken(owner.ctx, { name: "ci", scopes: ["backup.start"] });
    await control.owner.apiToken.update({ where: { id: token.id }, data: { scopes: ["change.approve"] } });
    const actor = await findTokenActor(control.owner, secret, control.clock.now());
    if (!actor) throw new Error("the token was not found");
    await expectRefused(vote, control.web(actor), { code: "FORBIDDEN", reason: "token-scope" });
  });

  test("the program itself never approves", async () => {
    const { vote } = await addRequest(control);
    const ctx = control.web({ kind: "system", name: "scheduler" });
    await expectRefused(vote, ctx, { code: "FORBIDDEN", reason: "not-a-person" });
  });

  test("a role taken away counts at once, though the request still carries it", async () => {
    const { vote } = await addRequest(control);
    const admin = await addPerson(control, ["admin"]);
    const manager = await addPerson(control, ["manager"]);
    await revokeRole(admin.ctx, { id: manager.id, role: "manager" });
    await expectRefused(vote, manager.ctx, { code: "FORBIDDEN", reason: "role" });
  });

  test("a deactivated person approves nothing", async () => {
    const { vote } = await addRequest(control);
    const admin = await addPerson(control, ["admin"]);
    const manager = await addPerson(control, ["manager"]);
    await deactivateUser(admin.ctx, { id: manager.id });
    await expectRefused(vote, manager.ctx, { code: "FORBIDDEN", reason: "inactive" });
  });
});

describe("many at once (T7, T8)", () => {
  test("fifty managers voting at the same moment start one operation", async () => {
    const { vote } = await addRequest(control);
    const managers = await Promise.all(Array.from({ length: 50 }, () => addPerson(control, ["manager"])));
    const votes = await Promise.allSettled(managers.map(({ ctx }) => approveChange(ctx, vote)));
    expect(votes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const each of votes) {
      if (each.status === "rejected")
        expect(each.reason).toMatchObject({ code: "CONFLICT", reason: "decided" });
    }
    expect(await operationsOf(vote.id)).toHaveLength(1);
    expect(await auditOf(control.owner, { subjectId: vote.id, action: "restore.approve" })).toHaveLength(1);
  });

  test("one manager voting many times at once votes once", async () => {
    const { vote } = await addRequest(control);
    const manager = await addPerson(control, ["manager"]);
    await control.owner.changeRequest.update({ where: { id: vote.id }, data: { requiredApprovals: 2 } });
    const votes = await Promise.allSettled(Array.from({ length: 8 }, () => approveChange(manager.ctx, vote)));
    expect(votes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await control.owner.approval.count({ where: { changeRequestId: vote.id } })).toBe(1);
    expect(await operationsOf(vote.id)).toEqual([]);
  });

  test("with two votes needed the first queues nothing and the second one operation", async () => {
    const { vote } = await addRequest(control);
    await control.owner.changeRequest.update({ where: { id: vote.id }, data: { requiredApprovals: 2 } });
    const [first, second] = [await addPerson(control, ["manager"]), await addPerson(control, ["manager"])];
    expect((await approveChange(first.ctx, vote)).decision).toBe("requested");
    expect(await operationsOf(vote.id)).toEqual([]);
    expect((await approveChange(second.ctx, vote)).decision).toBe("approved");
    expect(await operationsOf(vote.id)).toHaveLength(1);
  });

  test("a decided request takes no further vote", async () => {
    const { vote } = await addRequest(control);
    const [first, second] = [await addPerson(control, ["manager"]), await addPerson(control, ["manager"])];
    await approveChange(first.ctx, vote);
    const again = approveChange(second.ctx, vote);
    await expect(again).rejects.toMatchObject({ code: "CONFLICT", reason: "decided" });
  });
});

describe("time (T9)", () => {
  test("after 24 hours a request cannot be approved, also before anything has swept it", async () => {
    const { vote } = await addRequest(control);
    const manager = await addPerson(control, ["manager"]);
    control.clock.advance({ hours: 24, seconds: 1 });
    await expectRefused(vote, manager.ctx, { code: "CONFLICT", reason: "expired" });
    expect(await getChange(manager.ctx, { id: vote.id })).toMatchObject({
      decision: "expired",
      mayApprove: { allowed: false },
    });
  });

  test("an approval without an expiry cannot be stored", async () => {
    const { vote } = await addRequest(control);
    const update = control.owner.changeRequest.update({
      where: { id: vote.id },
      data: { decision: "approved", approvalExpiresAt: null },
    });
    await expect(update).rejects.toThrow(/change_requests_approved_expires/);
  });
});
