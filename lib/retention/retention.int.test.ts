import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { addPerson, type Person, TEST_PASSWORD } from "#e2e/fixtures/sample-people.ts";
import { addRequest } from "#e2e/fixtures/sample-requests.ts";
import { addResource, auditOf, type SampleResource } from "#e2e/fixtures/sample-resources.ts";
import { testWorker } from "#e2e/fixtures/test-worker.ts";
import { runOperation } from "#jobs/run-operation.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { approveChange } from "#lib/changes/approve-change.ts";
import { cancelChange } from "#lib/changes/cancel-change.ts";
import { expireChanges } from "#lib/changes/expire-changes.ts";
import { listChanges } from "#lib/changes/list-changes.ts";
import { rejectChange } from "#lib/changes/reject-change.ts";
import { toDate } from "#lib/db/rows.ts";
import { attachPolicy } from "#lib/policies/attach-policy.ts";
import { createPolicy } from "#lib/policies/create-policy.ts";
import { defaultRules } from "#lib/policies/rules.ts";
import type { PolicyDto, RetentionRules } from "#lib/policies/schema.ts";
import { updatePolicy } from "#lib/policies/update-policy.ts";
import { DAY_MICROS } from "#lib/retention/calendar.ts";
import { createHold } from "#lib/retention/create-hold.ts";
import { getRetention } from "#lib/retention/get-retention.ts";
import { getRetentionRequest } from "#lib/retention/get-retention-request.ts";
import { listHolds } from "#lib/retention/list-holds.ts";
import { queueDailyExpiry } from "#lib/retention/queue-daily-expiry.ts";
import { releaseEndedHolds } from "#lib/retention/release-ended-holds.ts";
import { releaseHold } from "#lib/retention/release-hold.ts";
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

const keep = (fullDays: number, incrDays: number): RetentionRules => ({
  full: { keepDays: fullDays },
  diff: { keepDays: incrDays },
  incr: { keepDays: incrDays },
  minimumFulls: 1,
});
const reason = "the repository is filling up";

let policies = 0;
async function addPolicy(retention = keep(90, 7), by = admin): Promise<PolicyDto> {
  policies += 1;
  const rules = { ...defaultRules, schedules: [], retention };
  return createPolicy(by.ctx, { name: `policy ${policies}`, rules });
}

/** Full sets of so many days ago, with an incremental one on each, all restorable. */
async function addSets(resource: SampleResource, ages: number[]): Promise<string[]> {
  const now = control.clock.now();
  const ids: string[] = [];
  for (const [index, age] of ages.entries()) {
    for (const type of ["full", "incr"] as const) {
      const full = `2026${String(index).padStart(4, "0")}-020000F`;
      const stopped = now - BigInt(age) * DAY_MICROS + (type === "full" ? 0n : 3_600_000_000n);
      const lsn = `0/${(index * 2 + (type === "full" ? 1 : 2)).toString(16)}000000`.toUpperCase();
      const { id } = await control.owner.backupSet.create({
        data: {
          resourceId: resource.id,
          repositoryId: resource.repositoryId,
          generation: 1,
          label: type === "full" ? full : `${full}_incr`,
          type,
          priorLabel: type === "full" ? null : full,
          references: type === "full" ? [] : [full],
          startedAtMicros: stopped,
          stoppedAtMicros: stopped,
          startLsn: lsn,
          stopLsn: lsn,
          startSegment: `0000000100000000${(index * 2).toString(16).padStart(8, "0").toUpperCase()}`,
          stopSegment: `0000000100000000${(index * 2).toString(16).padStart(8, "0").toUpperCase()}`,
          timeline: 1,
          sizeBytes: 1000n,
          repositoryBytes: 100n,
          systemIdentifier: "7001",
          postgresVersion: "15",
          storedAt: toDate(now),
          chainAt: toDate(now),
          walAt: toDate(now),
        },
      });
      ids.push(id);
    }
  }
  const range = {
    timeline: 1,
    baseLabel: "20260000-020000F",
    fromLsn: "0/1000000",
    toLsn: "0/FF000000",
    fromMicros: "0",
    toMicros: now.toString(),
  };
  await control.owner.recoveryWindow.create({
    data: {
      resourceId: resource.id,
      repositoryId: resource.repositoryId,
      computedAtMicros: now,
      window: {
        repositoryId: resource.repositoryId,
        computedAtMicros: now.toString(),
        currentTimeline: 1,
        ranges: [range],
        gaps: [],
        newest: null,
      },
    },
  });
  return ids;
}

/** A resource under a policy of 90 and 7 days, with sets of 100, 40 and 1 days ago. */
async function addSite(retention = keep(90, 7)) {
  const resource = await addResource(control);
  const policy = await addPolicy(retention);
  await control.owner.resource.update({ where: { id: resource.id }, data: { policyId: policy.id } });
  const setIds = await addSets(resource, [100, 40, 1]);
  // Who edits something is a maker for a day.
  control.clock.advance({ hours: 25 });
  return { resource, policy, setIds };
}

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
  return control.owner.operation.findUniqueOrThrow({ where: { id } });
}

async function rulesOf({ id }: PolicyDto) {
  return control.owner.policy.findUniqueOrThrow({ where: { id } });
}

describe("seeing what rules would do", () => {
  test("shows what goes, what stays and why, and where the window then begins", async () => {
    const { resource, policy } = await addSite();
    const simulation = await simulateRetention(admin.ctx, { id: policy.id, retention: keep(30, 3) });
    expect(simulation).toMatchObject({
      isShorter: true,
      weakenings: [
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
    const { resource } = await addSite();
    const [shorter, longer] = [await addPolicy(keep(10, 1)), await addPolicy(keep(400, 30))];
    const simulate = (policy: PolicyDto, id = resource.id) =>
      simulateAttach(admin.ctx, { id, policyId: policy.id });
    expect(await simulate(shorter)).toMatchObject({ isShorter: true });
    expect(await simulate(longer)).toMatchObject({ isShorter: false, weakenings: [] });
    const empty = await addResource(control);
    expect(await simulate(shorter, empty.id)).toMatchObject({ isShorter: false });
    await addSets(empty, [5]);
    expect(await simulate(shorter, empty.id)).toMatchObject({ isShorter: true });
  });
});

describe("keeping less (T1, T13, T16)", () => {
  test("takes effect only when somebody else approved it, and then expires what it must", async () => {
    const { resource, policy } = await addSite();
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
    const { policy } = await addSite();
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
    const { policy } = await addSite();
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
    const { policy } = await addSite();
    const other = await addResource(control);
    await attachPolicy(editor.ctx, { id: other.id, policyId: policy.id });
    const request = await ask(policy);
    await expect(approveChange(editor.ctx, voteOn(request))).rejects.toMatchObject({ reason: "editor" });
  });

  test("a plan whose policy was changed since is stale, and nothing is touched (T11)", async () => {
    const { policy } = await addSite();
    const request = await ask(policy);
    await approveChange(manager.ctx, voteOn(request));
    const { id, name, version } = policy;
    const retention = keep(120, 7);
    await updatePolicy(admin.ctx, { id, name, version, rules: { ...policy.rules, retention } });
    expect(await carryOut(request)).toMatchObject({ status: "failed", errorReason: "stale-plan" });
    expect(await rulesOf(policy)).toMatchObject({ version: 2, rules: { retention } });
    expect(await auditOf(control.owner, { action: "retention.fail" })).toHaveLength(1);
  });

  test("an approval is worth nothing once its requester is no administrator any more (T6)", async () => {
    const requester = await addPerson(control, ["admin"]);
    const { policy } = await addSite();
    const request = await ask(policy, keep(30, 3), requester);
    await approveChange(manager.ctx, voteOn(request));
    await revokeRole(admin.ctx, { id: requester.id, role: "admin" });
    expect(await carryOut(request)).toMatchObject({ status: "failed", errorReason: "stale-plan" });
    expect(await rulesOf(policy)).toMatchObject({ version: 1 });
  });

  test("a plan that was altered in the database is approved by nobody, and the attempt is written down", async () => {
    const { policy } = await addSite();
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
    const { policy } = await addSite();
    const first = await ask(policy);
    const second = await ask(policy, keep(20, 3));
    const inbox = await listChanges(manager.ctx, { open: "true", kind: "retention" });
    const ids = inbox.items.map(({ change }) => change.id);
    expect(ids).toContain(second.change.id);
    expect(ids).not.toContain(first.change.id);
    await expect(approveChange(manager.ctx, voteOn(first))).rejects.toMatchObject({ reason: "decided" });
  });

  test("can be rejected, withdrawn by who asked, and runs out after a day", async () => {
    const { policy } = await addSite();
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
    const { resource, policy } = await addSite();
    const shorter = await addPolicy(keep(10, 1));
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
    const { policy } = await addSite();
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
});

describe("holds", () => {
  test("keep a set until they are released, with a reason and a trace", async () => {
    const { resource, setIds } = await addSite();
    const operator = await addPerson(control, ["operator"]);
    const [setId = ""] = setIds;
    const hold = await createHold(operator.ctx, { setId, reason: "a court wants it" });
    expect(hold).toMatchObject({ owner: operator.name, expiresAt: null, label: "20260000-020000F" });
    const verdict = async () =>
      (await getRetention(admin.ctx, { id: resource.id })).previews[0]?.verdicts.find(
        ({ label }) => label === hold.label,
      );
    expect(await verdict()).toMatchObject({ verdict: "keep", reasons: ["held: a court wants it"] });
    await expect(releaseHold(operator.ctx, { id: hold.id, reason: "no reason" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await releaseHold(admin.ctx, { id: hold.id, reason: "the court is done" });
    expect(await verdict()).toMatchObject({ verdict: "expire" });
    const actions = (await auditOf(control.owner, { subjectId: resource.id })).map(({ action }) => action);
    expect(actions).toEqual(["hold.release", "hold.create"]);
  });

  test("what an open restore request needs cannot be released by hand", async () => {
    const { resource, restore } = await addRequest(control);
    const { items } = await listHolds(admin.ctx, { resourceId: resource.id });
    expect(items).toMatchObject([{ owner: null, reason: expect.stringContaining("restore request") }]);
    const release = releaseHold(admin.ctx, { id: items[0]?.id ?? "", reason: "in the way" });
    await expect(release).rejects.toMatchObject({ reason: "held-by-request" });
    expect(restore.change.decision).toBe("requested");
  });

  test("with an end hold nothing after it, and the program writes down that they ended", async () => {
    const { resource, setIds } = await addSite();
    const operator = await addPerson(control, ["operator"]);
    const hold = await createHold(operator.ctx, { setId: setIds[0] ?? "", reason: "for a week", days: 7 });
    control.clock.advance({ days: 7, seconds: 1 });
    expect((await listHolds(admin.ctx, { resourceId: resource.id })).items).toEqual([]);
    await releaseEndedHolds({ ...worker, now: control.clock.now });
    const row = await control.owner.hold.findUniqueOrThrow({ where: { id: hold.id } });
    expect(row).toMatchObject({ releasedFor: "its time was over" });
    expect(await auditOf(control.owner, { subjectId: resource.id, action: "hold.release" })).toHaveLength(1);
  });
});

test("once a day what a policy no longer keeps is expired, one operation at a time", async () => {
  const { resource } = await addSite();
  const run = () => queueDailyExpiry({ ...worker, now: control.clock.now }, TEST_HOST);
  const count = () => control.owner.operation.count({ where: { resourceId: resource.id, kind: "expire" } });
  await run();
  await run();
  expect(await count()).toBe(1);
  control.clock.advance({ days: 1, seconds: 1 });
  await run();
  expect(await count()).toBe(1);
  await control.owner.operation.updateMany({
    where: { resourceId: resource.id },
    data: { status: "succeeded" },
  });
  await run();
  expect(await count()).toBe(2);
});
