import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addPerson } from "#e2e/fixtures/sample-people.ts";
import { addApproved, addRequest } from "#e2e/fixtures/sample-requests.ts";
import { auditOf } from "#e2e/fixtures/sample-resources.ts";
import { planHash } from "#lib/changes/plan.ts";
import { spendApproval } from "#lib/changes/spend-approval.ts";
import type { Context } from "#lib/context.ts";
import { v7 } from "#lib/format/uuid.ts";
import { PLAN_VERSION } from "#lib/restores/rules.ts";
import { deactivateUser } from "#lib/users/deactivate-user.ts";
import { revokeRole } from "#lib/users/revoke-role.ts";

let control: ControlDatabase;
beforeAll(async () => {
  control = await createControlDatabase();
});
afterAll(() => control.close());
afterEach(() => control.clock.reset());

function spend(changeRequestId: string, operationId: string, ctx: Context = control.worker()) {
  return spendApproval(ctx, { kind: "restore", changeRequestId, operationId, attempt: 1 });
}

const stale = { code: "PRECONDITION", reason: "stale-plan" };

async function expectStale(changeRequestId: string, operationId: string) {
  await expect(spend(changeRequestId, operationId)).rejects.toMatchObject(stale);
  const change = await control.owner.changeRequest.findUniqueOrThrow({ where: { id: changeRequestId } });
  expect(change.spentById).toBeNull();
  expect(await startsOf(changeRequestId)).toEqual([]);
}

const startsOf = (subjectId: string) => auditOf(control.owner, { subjectId, action: "restore.start" });

describe("spending an approval (T8, T10, T11)", () => {
  test("hands the approved plan to the operation it was queued for", async () => {
    const { change, operationId } = await addApproved(control);
    const spent = await spend(change.id, operationId);
    expect(planHash(PLAN_VERSION, spent.planText)).toBe(change.planHash);
    expect(spent.number).toBe(change.number);
    expect(spent.approvedAtMicros).toBeGreaterThanOrEqual(spent.requestedAtMicros);
    expect(await startsOf(change.id)).toMatchObject([
      { details: { operationId, attempt: 1, plan: change.planFingerprint } },
    ]);
  });

  test("fifty different claims at the same moment: one gets it", async () => {
    const { change } = await addApproved(control);
    const claims = Array.from({ length: 50 }, () => v7());
    const ends = await Promise.allSettled(claims.map((operationId) => spend(change.id, operationId)));
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const end of ends) if (end.status === "rejected") expect(end.reason).toMatchObject(stale);
    expect(await startsOf(change.id)).toHaveLength(1);
  });

  test("the same operation, resumed, gets the same plan again, also after the approval ran out", async () => {
    const { change, operationId } = await addApproved(control);
    const first = await spend(change.id, operationId);
    control.clock.advance({ days: 1 });
    expect(await spend(change.id, operationId)).toEqual(first);
    expect(await startsOf(change.id)).toHaveLength(1);
    await expect(spend(change.id, v7())).rejects.toMatchObject(stale);
  });

  test("an approval that ran out before a worker came is worth nothing (T9)", async () => {
    const { change, operationId } = await addApproved(control);
    control.clock.advance({ hours: 4, seconds: 1 });
    await expectStale(change.id, operationId);
  });

  test("a request that was not approved cannot be carried out", async () => {
    const { vote } = await addRequest(control);
    await expectStale(vote.id, v7());
  });

  test("only the program itself may carry it out", async () => {
    const { change, operationId } = await addApproved(control);
    const everybody = await addPerson(control, ["operator", "manager", "admin", "auditor"]);
    const asked = spend(change.id, operationId, everybody.ctx);
    await expect(asked).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("roles are read when it is spent (T6)", () => {
  test.each([["manager"], ["requester"]] as const)("the %s lost the role in between", async (who) => {
    const { change, operationId, manager, requester } = await addApproved(control);
    const admin = await addPerson(control, ["admin"]);
    const [id, role] =
      who === "manager" ? ([manager.id, "manager"] as const) : ([requester.id, "operator"] as const);
    await revokeRole(admin.ctx, { id, role });
    await expectStale(change.id, operationId);
  });

  test.each([["manager"], ["requester"]] as const)("the %s was deactivated in between", async (who) => {
    const approved = await addApproved(control);
    const admin = await addPerson(control, ["admin"]);
    await deactivateUser(admin.ctx, { id: approved[who].id });
    await expectStale(approved.change.id, approved.operationId);
  });
});

describe("what the owner of the database could do behind our back (T11)", () => {
  test("another plan under the same hash is found", async () => {
    const { change, operationId, resource } = await addApproved(control);
    const stored = await control.owner.changeRequest.findUniqueOrThrow({ where: { id: change.id } });
    const planText = stored.planText.replace(resource.name, "payroll");
    await control.owner.changeRequest.update({ where: { id: change.id }, data: { planText } });
    await expectStale(change.id, operationId);
  });

  test("another plan with its own right hash has no votes", async () => {
    const { change, operationId, resource } = await addApproved(control);
    const stored = await control.owner.changeRequest.findUniqueOrThrow({ where: { id: change.id } });
    const planText = stored.planText.replace(resource.name, "payroll");
    const data = { planText, planHash: planHash(PLAN_VERSION, planText) };
    await control.owner.changeRequest.update({ where: { id: change.id }, data });
    await expectStale(change.id, operationId);
  });

  test("a decision set by hand has no votes", async () => {
    const { vote } = await addRequest(control);
    const data = { decision: "approved" as const, approvalExpiresAt: new Date("2999-01-01") };
    await control.owner.changeRequest.update({ where: { id: vote.id }, data });
    await expectStale(vote.id, v7());
  });

  test("a vote of the requester does not count", async () => {
    const { change, operationId, requester, manager } = await addApproved(control);
    await control.owner.approval.updateMany({
      where: { changeRequestId: change.id, userId: manager.id },
      data: { userId: requester.id },
    });
    await expectStale(change.id, operationId);
  });

  test("an expiry taken away is an approval that has expired", async () => {
    const { change, operationId } = await addApproved(control);
    await control.owner
      .$executeRaw`ALTER TABLE change_requests DROP CONSTRAINT change_requests_approved_expires`;
    const data = { approvalExpiresAt: null };
    await control.owner.changeRequest.update({ where: { id: change.id }, data });
    await expectStale(change.id, operationId);
  });
});
