import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { expectPlannedSteps } from "#e2e/fixtures/expect-planned-steps.ts";
import { addPerson, type Person, TEST_PASSWORD } from "#e2e/fixtures/sample-people.ts";
import { addRequest } from "#e2e/fixtures/sample-requests.ts";
import { addResource, auditOf } from "#e2e/fixtures/sample-resources.ts";
import { addPolicy, addRetainedResource, addSets, keep } from "#e2e/fixtures/sample-retention.ts";
import { testWorker } from "#e2e/fixtures/test-worker.ts";
import { runOperation } from "#jobs/run-operation.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { approveChange } from "#lib/changes/approve-change.ts";
import { cancelChange } from "#lib/changes/cancel-change.ts";
import { expireChanges } from "#lib/changes/expire-changes.ts";
import { listChanges } from "#lib/changes/list-changes.ts";
import { rejectChange } from "#lib/changes/reject-change.ts";
import { getOperation } from "#lib/operations/get-operation.ts";
import { attachPolicy } from "#lib/policies/attach-policy.ts";
import type { PolicyDto } from "#lib/policies/schema.ts";
import { updatePolicy } from "#lib/policies/update-policy.ts";
import { DAY_MICROS } from "#lib/retention/calendar.ts";
import { getRetention } from "#lib/retention/get-retention.ts";
import { getRetentionRequest } from "#lib/retention/get-retention-request.ts";
import { requestAttach } from "#lib/retention/request-attach.ts";
import { requestRetention } from "#lib/retention/request-retention.ts";
import type { RetentionRequestPage } from "#lib/retention/schema.ts";
import { simulateAttach } from "#lib/retention/simulate-attach.ts";
import { simulateRetention } from "#lib/retention/simulate-retention.ts";
import { revokeRole } from "#lib/users/revoke-role.ts";

let control: ControlDatabase;
let worker: WorkerContext;
let admin: Person;
let manager: Person;
beforeAll(async () => {
  control = await createControlDatabase();
  worker = await testWorker(control, "one");
  admin = await addPerson(control, ["admin"]);
  manager = await addPerson(control, ["manager"]);
});
afterAll(() => control.close());
afterEach(() => control.clock.reset());

const reason = "the repository is filling up";

function ask(policy: PolicyDto, retention = keep(30, 3), by = admin) {
  return requestRetention(by.ctx, { id: policy.id, version: policy.version, retention, reason });
}

function voteOn({ change }: RetentionRequestPage) {
  return { id: change.id, planHash: change.planHash, password: TEST_PASSWORD };
}

/** Runs what the approval queued, on whatever worker; returns how it ended. */
async function carryOut(request: RetentionRequestPage) {
  const where = { changeRequestId: request.change.id };
  const { id, host, kind } = await control.owner.operation.findFirstOrThrow({ where });
  expect({ host, kind }).toEqual({ host: "any", kind: "shorten-retention" });
  const jobSignal = new AbortController().signal;
  await runOperation({ ...worker, now: control.clock.now }, id, { jobSignal, isLastDelivery: true });
  expectPlannedSteps(await getOperation(manager.ctx, { id }));
  return control.owner.operation.findUniqueOrThrow({ where: { id } });
}

async function rulesOf({ id }: PolicyDto) {
  return control.owner.policy.findUniqueOrThrow({ where: { id } });
}

describe("seeing what rules would do", () => {
  test("shows what goes, what stays and why, and where the window then begins", async () => {
    const { resource, policy } = await addRetainedResource(control, admin);
    const simulation = await simulateRetention(admin.ctx, { id: policy.id, retention: keep(30, 3) });
    expect(simulation).toMatchObject({
      isShorter: true,
      weakenings: [
        "Can go back: 90 days → 30 days.",
        "Full sets: 90 days → 30 days.",
        "Differential sets: 7 days → 3 days.",
        "Incremental sets: 7 days → 3 days.",
      ],
    });
    const [preview] = simulation.previews;
    expect(preview).toMatchObject({
      resource: { id: resource.id },
      expiringNow: ["20260001-020000F_incr", "20260000-020000F_incr", "20260001-020000F", "20260000-020000F"],
      expiringBytes: 400,
      walBefore: "000000010000000000000004",
    });
    expect(BigInt(preview?.windowFromMicros.after ?? 0)).toBeGreaterThan(
      BigInt(preview?.windowFromMicros.before ?? 0) + 90n * DAY_MICROS,
    );
    expect((await getRetention(manager.ctx, { id: resource.id })).policy).toMatchObject({ id: policy.id });
  });

  test("attaching compares with the resource's present policy; the first one of an empty resource is free", async () => {
    const { resource } = await addRetainedResource(control, admin);
    const [shorter, longer] = [await addPolicy(admin, keep(10, 1)), await addPolicy(admin, keep(400, 30))];
    const simulate = (policy: PolicyDto, id = resource.id) =>
      simulateAttach(admin.ctx, { id, policyId: policy.id });
    expect(await simulate(shorter)).toMatchObject({ isShorter: true });
    expect(await simulate(longer)).toMatchObject({ isShorter: false, weakenings: [] });
    const empty = await addResource(control);
    expect(await simulate(shorter, empty.id)).toMatchObject({ isShorter: false });
    await addSets(control, empty, [5]);
    expect(await simulate(shorter, empty.id)).toMatchObject({ isShorter: true });
  });
});

describe("keeping less (T1, T13, T16)", () => {
  test("takes effect only when somebody else approved it, and then expires what it must", async () => {
    const { resource, policy } = await addRetainedResource(control, admin);
    const request = await ask(policy);
    expect(request).toMatchObject({ change: { kind: "retention", decision: "requested", mayCancel: true } });
    expect(await rulesOf(policy)).toMatchObject({ version: 1 });

    await approveChange(manager.ctx, voteOn(request));
    expect(await carryOut(request)).toMatchObject({ status: "succeeded" });
    expect(await rulesOf(policy)).toMatchObject({ version: 2, rules: { retention: keep(30, 3) } });
    const queued = await control.owner.operation.findMany({ where: { resourceId: resource.id } });
    expect(queued).toMatchObject([{ kind: "expire", status: "queued", host: TEST_HOST, isExclusive: true }]);
    const trail = await auditOf(control.owner, { subjectId: request.change.id });
    expect(trail.map(({ action }) => action)).toEqual([
      "retention.succeed",
      "retention.start",
      "retention.approve",
      "retention.request",
    ]);
    expect(await getRetentionRequest(manager.ctx, { id: request.change.id })).toMatchObject({
      operation: { status: "succeeded" },
      previews: [{ expiringNow: { length: 4 } }],
    });
  });

  test("cannot be saved directly, nor asked for when nothing gets weaker", async () => {
    const { policy } = await addRetainedResource(control, admin);
    const rules = { ...policy.rules, retention: keep(30, 7) };
    const { id, name, version } = policy;
    await expect(updatePolicy(admin.ctx, { id, name, version, rules })).rejects.toMatchObject({
      reason: "needs-approval",
    });
    await expect(ask(policy, keep(91, 8))).rejects.toMatchObject({ reason: "not-weaker" });
    await expect(
      requestRetention(manager.ctx, { id, version, retention: keep(1, 1), reason }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("its requester does not approve it, nor does who edited the policy in the day before (T4)", async () => {
    const both = await addPerson(control, ["admin", "manager"]);
    const { policy } = await addRetainedResource(control, admin);
    const own = await ask(policy, keep(30, 3), both);
    await expect(approveChange(both.ctx, voteOn(own))).rejects.toMatchObject({ reason: "maker" });

    const editor = await addPerson(control, ["admin", "manager"]);
    const { id, name, version } = policy;
    const rules = { ...policy.rules, retention: keep(95, 7) };
    await updatePolicy(editor.ctx, { id, name, version, rules });
    const later = await requestRetention(admin.ctx, { id, version: 2, retention: keep(30, 3), reason });
    expect(later.change.mayApprove.allowed).toBe(false);
    await expect(approveChange(editor.ctx, voteOn(later))).rejects.toMatchObject({ reason: "editor" });
    expect(await control.owner.operation.count({ where: { changeRequestId: later.change.id } })).toBe(0);
  });

  test("who put a resource under the policy in the day before does not approve either", async () => {
    const editor = await addPerson(control, ["admin", "manager"]);
    const { policy } = await addRetainedResource(control, admin);
    const other = await addResource(control);
    await attachPolicy(editor.ctx, { id: other.id, policyId: policy.id });
    const request = await ask(policy);
    await expect(approveChange(editor.ctx, voteOn(request))).rejects.toMatchObject({ reason: "editor" });
  });

  test("a plan whose policy was changed since is stale, and nothing is touched (T11)", async () => {
    const { policy } = await addRetainedResource(control, admin);
    const request = await ask(policy);
    await approveChange(manager.ctx, voteOn(request));
    const { id, name, version } = policy;
    const retention = keep(120, 7);
    await updatePolicy(admin.ctx, { id, name, version, rules: { ...policy.rules, retention } });
    expect(await carryOut(request)).toMatchObject({ status: "failed", errorReason: "stale-plan" });
    expect(await rulesOf(policy)).toMatchObject({ version: 2, rules: { retention } });
    expect(await auditOf(control.owner, { action: "retention.fail" })).toHaveLength(1);
  });

  test("a plan is for the resources that its approver saw: when one came or went, it is stale (T11)", async () => {
    const { resource, policy } = await addRetainedResource(control, admin);
    const { resource: other, policy: shorter } = await addRetainedResource(control, admin);
    const rules = { ...shorter.rules, retention: keep(60, 5) };
    await control.owner.policy.update({ where: { id: shorter.id }, data: { rules } });
    const came = await ask(policy);
    expect(came.plan.resources).toEqual([{ id: resource.id, name: resource.name }]);
    // It keeps more for the other resource: nobody has to approve that.
    await attachPolicy(admin.ctx, { id: other.id, policyId: policy.id });
    await approveChange(manager.ctx, voteOn(came));
    expect(await carryOut(came)).toMatchObject({
      status: "failed",
      errorReason: "stale-plan",
      errorMessage: expect.stringMatching(new RegExp(`^${other.name} was put under the policy`)),
    });

    const went = await ask(policy);
    expect(went.plan.resources).toHaveLength(2);
    const longer = await addPolicy(admin, keep(400, 30));
    await attachPolicy(admin.ctx, { id: other.id, policyId: longer.id });
    await approveChange(manager.ctx, voteOn(went));
    expect(await carryOut(went)).toMatchObject({
      status: "failed",
      errorReason: "stale-plan",
      errorMessage: expect.stringContaining(`${other.name} is no longer under the policy`),
    });
    expect(await rulesOf(policy)).toMatchObject({ version: 1 });
    const expiries = { kind: "expire" as const, resourceId: { in: [resource.id, other.id] } };
    expect(await control.owner.operation.count({ where: expiries })).toBe(0);
  });

  test("an approval is worth nothing once its requester is no administrator any more (T6)", async () => {
    const requester = await addPerson(control, ["admin"]);
    const { policy } = await addRetainedResource(control, admin);
    const request = await ask(policy, keep(30, 3), requester);
    await approveChange(manager.ctx, voteOn(request));
    await revokeRole(admin.ctx, { id: requester.id, role: "admin" });
    expect(await carryOut(request)).toMatchObject({ status: "failed", errorReason: "stale-plan" });
    expect(await rulesOf(policy)).toMatchObject({ version: 1 });
  });

  test("a plan that was altered in the database is approved by nobody, and the attempt is written down", async () => {
    const { policy } = await addRetainedResource(control, admin);
    const request = await ask(policy);
    await control.owner.$executeRaw`
      UPDATE change_requests SET plan_text = replace(plan_text, '"keepDays":30', '"keepDays":1')
      WHERE id = ${request.change.id}::uuid`;
    await expect(approveChange(manager.ctx, voteOn(request))).rejects.toMatchObject({
      code: "FORBIDDEN",
      reason: "plan-changed",
    });
    const [denial] = await auditOf(control.owner, { action: "access.deny", actorId: manager.id });
    expect(denial).toMatchObject({ details: { verb: "change.approve", reason: "plan-changed" } });
  });

  test("a later request for the same policy takes the place of the earlier one (T3)", async () => {
    const { policy } = await addRetainedResource(control, admin);
    const first = await ask(policy);
    const second = await ask(policy, keep(20, 3));
    const inbox = await listChanges(manager.ctx, { open: "true", kind: "retention" });
    const ids = inbox.items.map(({ change }) => change.id);
    expect(ids).toContain(second.change.id);
    expect(ids).not.toContain(first.change.id);
    await expect(approveChange(manager.ctx, voteOn(first))).rejects.toMatchObject({ reason: "decided" });
    expect(await auditOf(control.owner, { subjectId: first.change.id })).toMatchObject([
      { action: "retention.supersede", details: { by: `R-${second.change.number}` } },
      { action: "retention.request" },
    ]);
  });

  test("can be rejected, withdrawn by who asked, and runs out after a day", async () => {
    const { policy } = await addRetainedResource(control, admin);
    const rejected = await ask(policy);
    const { id, planHash } = rejected.change;
    await rejectChange(manager.ctx, { id, planHash, reason: "loss-too-large" });
    const withdrawn = await ask(policy);
    const other = await addPerson(control, ["admin"]);
    const take = (by: Person) => cancelChange(by.ctx, { id: withdrawn.change.id });
    await expect(take(other)).rejects.toMatchObject({ reason: "not-requester" });
    expect(await take(admin)).toMatchObject({ decision: "cancelled" });
    const late = await ask(policy);
    control.clock.advance({ hours: 25 });
    await expireChanges({ ...worker, now: control.clock.now });
    const actionsOf = async (request: RetentionRequestPage) =>
      (await auditOf(control.owner, { subjectId: request.change.id })).map(({ action }) => action);
    expect(await actionsOf(rejected)).toEqual(["retention.reject", "retention.request"]);
    expect(await actionsOf(withdrawn)).toEqual(["retention.cancel", "access.deny", "retention.request"]);
    expect(await actionsOf(late)).toEqual(["retention.expire", "retention.request"]);
  });

  test("a resource is put under a policy that keeps less only after approval", async () => {
    const { resource, policy } = await addRetainedResource(control, admin);
    const shorter = await addPolicy(admin, keep(10, 1));
    control.clock.advance({ hours: 25 });
    await expect(attachPolicy(admin.ctx, { id: resource.id, policyId: shorter.id })).rejects.toMatchObject({
      reason: "needs-approval",
    });
    const request = await requestAttach(admin.ctx, { id: resource.id, policyId: shorter.id, reason });
    const [item] = (await listChanges(manager.ctx, { open: "true" })).items;
    expect(item).toMatchObject({ resource: { name: resource.name }, restoreId: null });
    expect(item?.sentence).toContain(`Put ${resource.name} under the policy ${shorter.name}`);
    await approveChange(manager.ctx, voteOn(request));
    expect(await carryOut(request)).toMatchObject({ status: "succeeded" });
    expect(await control.owner.resource.findUnique({ where: { id: resource.id } })).toMatchObject({
      policyId: shorter.id,
    });
    expect(policy.id).not.toBe(shorter.id);
  });
});

describe("the inbox", () => {
  test("lists every kind, newest first, page by page", async () => {
    const { policy } = await addRetainedResource(control, admin);
    const request = await ask(policy);
    const { restore } = await addRequest(control);
    const first = await listChanges(manager.ctx, { open: "true", limit: 1 });
    expect(first.items).toMatchObject([{ change: { kind: "restore" }, restoreId: restore.id }]);
    const second = await listChanges(manager.ctx, {
      open: "true",
      limit: 1,
      cursor: first.nextCursor ?? "",
    });
    expect(second.items).toMatchObject([{ change: { id: request.change.id, kind: "retention" } }]);
  });

  test("finds a request of any kind, decided or not, by the number people say", async () => {
    const { policy } = await addRetainedResource(control, admin);
    const request = await ask(policy);
    const { id, planHash, number } = request.change;
    await rejectChange(manager.ctx, { id, planHash, reason: "not-needed" });
    const { restore } = await addRequest(control);
    expect((await listChanges(manager.ctx, { number })).items).toMatchObject([
      { change: { id, decision: "rejected" }, restoreId: null },
    ]);
    const [newest] = (await listChanges(manager.ctx, {})).items;
    expect(newest?.restoreId).toBe(restore.id);
    expect((await listChanges(manager.ctx, { number: newest?.change.number })).items).toMatchObject([
      { restoreId: restore.id },
    ]);
    expect((await listChanges(manager.ctx, { number: 2_147_483_647 })).items).toEqual([]);
    await expect(listChanges(manager.ctx, { number: 0 })).rejects.toMatchObject({ code: "INVALID" });
  });
});
