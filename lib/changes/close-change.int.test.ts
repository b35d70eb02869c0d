import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addPerson } from "#e2e/fixtures/sample-people.ts";
import { addApproved, addRequest } from "#e2e/fixtures/sample-requests.ts";
import { auditOf } from "#e2e/fixtures/sample-resources.ts";
import { approveChange } from "#lib/changes/approve-change.ts";
import { cancelChange } from "#lib/changes/cancel-change.ts";
import { expireChanges } from "#lib/changes/expire-changes.ts";
import { rejectChange } from "#lib/changes/reject-change.ts";
import { v7 } from "#lib/format/uuid.ts";

let control: ControlDatabase;
beforeAll(async () => {
  control = await createControlDatabase();
});
afterAll(() => control.close());
afterEach(() => control.clock.reset());

function isHeld(restoreId: string) {
  return control.owner.hold.count({ where: { restoreId, releasedAt: null } }).then((count) => count > 0);
}

describe("rejecting (T12)", () => {
  test("one manager ends a request, with a reason from the list, and lets go of what was held", async () => {
    const { vote, restore } = await addRequest(control);
    const manager = await addPerson(control, ["manager"]);
    const comment = "ask for the hour before";
    const change = await rejectChange(manager.ctx, { ...vote, reason: "wrong-target", comment });
    expect(change).toMatchObject({
      decision: "rejected",
      approvals: [{ userId: manager.id, vote: "reject", rejectReason: "wrong-target", comment }],
    });
    expect(await isHeld(restore.id)).toBe(false);
    expect(await auditOf(control.owner, { subjectId: vote.id, action: "restore.reject" })).toMatchObject([
      { actorName: manager.name, details: { reason: "wrong-target", comment } },
    ]);
    expect(await control.owner.operation.count({ where: { changeRequestId: vote.id } })).toBe(0);
  });

  test("without a reason from the list nothing is rejected", async () => {
    const { vote } = await addRequest(control);
    const manager = await addPerson(control, ["manager"]);
    for (const reason of [undefined, "", "because"]) {
      const rejected = rejectChange.fromUnknown(manager.ctx, { ...vote, reason });
      await expect(rejected).rejects.toMatchObject({ code: "INVALID" });
    }
  });

  test.each([["operator"], ["auditor"], ["admin"]] as const)("%s cannot reject", async (role) => {
    const { vote } = await addRequest(control);
    const person = await addPerson(control, [role]);
    const rejected = rejectChange(person.ctx, { ...vote, reason: "other" });
    await expect(rejected).rejects.toMatchObject({ code: "FORBIDDEN", reason: "role" });
    expect(await auditOf(control.owner, { actorId: person.id })).toMatchObject([{ action: "access.deny" }]);
  });

  test("what was approved cannot be rejected any more, nor the other way round", async () => {
    const approved = await addApproved(control);
    const manager = await addPerson(control, ["manager"]);
    const late = rejectChange(manager.ctx, { ...approved.vote, reason: "other" });
    await expect(late).rejects.toMatchObject({ code: "CONFLICT", reason: "decided" });
    const { vote } = await addRequest(control);
    await rejectChange(manager.ctx, { ...vote, reason: "other" });
    const other = await addPerson(control, ["manager"]);
    await expect(approveChange(other.ctx, vote)).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "decided",
    });
  });

  test("approval and rejection at the same moment: one of them counts, and the other is told", async () => {
    for (let round = 0; round < 5; round++) {
      const { vote } = await addRequest(control);
      const [yes, no] = [await addPerson(control, ["manager"]), await addPerson(control, ["manager"])];
      const ends = await Promise.allSettled([
        approveChange(yes.ctx, vote),
        rejectChange(no.ctx, { ...vote, reason: "other" }),
      ]);
      const lost = ends.filter((end) => end.status === "rejected");
      expect(lost).toHaveLength(1);
      expect(lost[0]?.reason).toMatchObject({ code: "CONFLICT", reason: "decided" });
      const change = await control.owner.changeRequest.findUniqueOrThrow({ where: { id: vote.id } });
      const operations = await control.owner.operation.count({ where: { changeRequestId: vote.id } });
      expect(operations).toBe(change.decision === "approved" ? 1 : 0);
      expect(await control.owner.approval.count({ where: { changeRequestId: vote.id } })).toBe(1);
    }
  });

  test("whoever has voted for a request does not reject it too", async () => {
    const { vote } = await addRequest(control);
    await control.owner.changeRequest.update({ where: { id: vote.id }, data: { requiredApprovals: 2 } });
    const [manager, other] = [await addPerson(control, ["manager"]), await addPerson(control, ["manager"])];
    await approveChange(manager.ctx, vote);
    const twice = rejectChange(manager.ctx, { ...vote, reason: "other" });
    await expect(twice).rejects.toMatchObject({ code: "CONFLICT", reason: "voted" });
    expect((await rejectChange(other.ctx, { ...vote, reason: "other" })).decision).toBe("rejected");
  });
});

describe("withdrawing", () => {
  test("whoever asked takes it back; it is written down", async () => {
    const { vote, requester, restore } = await addRequest(control);
    expect((await cancelChange(requester.ctx, { id: vote.id })).decision).toBe("cancelled");
    expect(await isHeld(restore.id)).toBe(false);
    expect(await auditOf(control.owner, { subjectId: vote.id, action: "restore.cancel" })).toMatchObject([
      { actorName: requester.name },
    ]);
  });

  test("nobody else does, not even another operator", async () => {
    const { vote } = await addRequest(control);
    const other = await addPerson(control, ["operator"]);
    const cancelled = cancelChange(other.ctx, { id: vote.id });
    await expect(cancelled).rejects.toMatchObject({ code: "FORBIDDEN", reason: "not-requester" });
    const manager = await addPerson(control, ["manager"]);
    await expect(cancelChange(manager.ctx, { id: vote.id })).rejects.toMatchObject({ reason: "role" });
  });

  test("twice at once, and after a decision, it is refused", async () => {
    const { vote, requester } = await addRequest(control);
    const both = await Promise.allSettled([
      cancelChange(requester.ctx, { id: vote.id }),
      cancelChange(requester.ctx, { id: vote.id }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(cancelChange(requester.ctx, { id: vote.id })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(cancelChange(requester.ctx, { id: v7() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("silence is rejection (T9)", () => {
  test("a request nobody decided for 24 hours expires, once, by many workers at once", async () => {
    const { vote, restore } = await addRequest(control);
    expect(await expireChanges(control.worker())).toBe(0);
    control.clock.advance({ hours: 24, seconds: 1 });
    await Promise.all(Array.from({ length: 6 }, () => expireChanges(control.worker())));
    const change = await control.owner.changeRequest.findUniqueOrThrow({ where: { id: vote.id } });
    expect(change.decision).toBe("expired");
    expect(await isHeld(restore.id)).toBe(false);
    expect(await auditOf(control.owner, { subjectId: vote.id, action: "restore.expire" })).toMatchObject([
      { actorName: "test worker" },
    ]);
  });

  test("what was decided in time does not expire", async () => {
    const { vote } = await addApproved(control);
    control.clock.advance({ days: 2 });
    await expireChanges(control.worker());
    const change = await control.owner.changeRequest.findUniqueOrThrow({ where: { id: vote.id } });
    expect(change.decision).toBe("approved");
  });

  test("after its time a request can no longer be rejected or withdrawn either: it has expired", async () => {
    const { vote, requester } = await addRequest(control);
    const manager = await addPerson(control, ["manager"]);
    control.clock.advance({ hours: 25 });
    const late = { code: "CONFLICT", reason: "expired" };
    await expect(rejectChange(manager.ctx, { ...vote, reason: "other" })).rejects.toMatchObject(late);
    await expect(cancelChange(requester.ctx, { id: vote.id })).rejects.toMatchObject(late);
  });
});
