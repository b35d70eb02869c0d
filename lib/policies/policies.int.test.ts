import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { ownDays } from "#e2e/fixtures/own-days.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { auditOf } from "#e2e/fixtures/sample-resources.ts";
import {
  addScheduledResources,
  scheduleOf,
  setClock,
  showWorker,
} from "#e2e/fixtures/scheduled-resources.ts";
import { testWorker } from "#e2e/fixtures/test-worker.ts";
import { schedule } from "#jobs/schedule.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { createResource } from "#lib/resources/create-resource.ts";
import { acknowledgeSlot } from "#lib/schedules/acknowledge-slot.ts";
import { createPause } from "#lib/schedules/create-pause.ts";
import { endPause } from "#lib/schedules/end-pause.ts";
import { getCalendar } from "#lib/schedules/get-calendar.ts";
import { listNextRuns } from "#lib/schedules/list-next-runs.ts";
import { listPauses } from "#lib/schedules/list-pauses.ts";
import { listSlots } from "#lib/schedules/list-slots.ts";
import { attachPolicy } from "./attach-policy.ts";
import { changeRules } from "./change-rules.ts";
import { createPolicy } from "./create-policy.ts";
import { getPolicy } from "./get-policy.ts";
import { listPolicies } from "./list-policies.ts";
import { lockPolicies } from "./lock-policies.ts";
import { moveResource } from "./move-resource.ts";
import { defaultRules } from "./rules.ts";
import { updatePolicy } from "./update-policy.ts";

let control: ControlDatabase;
let admin: Person;
let operator: Person;
let worker: WorkerContext;
beforeAll(async () => {
  control = await createControlDatabase();
  admin = await addPerson(control, ["admin"]);
  operator = await addPerson(control, ["operator"]);
  worker = await testWorker(control, "one");
});
afterAll(() => control.close());
const { at, beginDay } = ownDays();
beforeEach(() => beginDay(control));

const micros = (iso: string) => (BigInt(Date.parse(iso)) * 1000n).toString();

async function addOne(cron: string, rules: Parameters<typeof addScheduledResources>[2] = {}) {
  const { policyId, resourceIds } = await addScheduledResources(control, [scheduleOf(cron)], rules);
  await schedule(worker);
  return { policyId, resourceId: resourceIds[0] ?? "" };
}
const dues = async (resourceId: string) =>
  (await control.owner.slot.findMany({ where: { resourceId }, orderBy: { dueAtMicros: "asc" } })).map(
    ({ dueAtMicros }) => new Date(Number(dueAtMicros / 1000n)).toISOString(),
  );
const objectivesOf = async (resourceId: string) =>
  Object.fromEntries(
    (await control.owner.objective.findMany({ where: { resourceId } })).map((each) => [
      each.kind,
      each.targetSeconds,
    ]),
  );

describe("changing a policy", () => {
  test("what was due under the old rules stays due; from then on the new ones hold", async () => {
    const { policyId, resourceId } = await addOne("0 * * * *");
    setClock(control, at("02:10"));
    const { name, rules, version } = await getPolicy(admin.ctx, { id: policyId });
    const changed = await updatePolicy(admin.ctx, {
      id: policyId,
      name,
      version,
      rules: {
        ...rules,
        schedules: [scheduleOf("30 * * * *"), scheduleOf("45 2 * * *", { id: "full", action: "full" })],
      },
    });
    expect(changed.version).toBe(version + 1);
    setClock(control, at("02:50"));
    await showWorker(control);
    await schedule(worker);
    expect(await dues(resourceId)).toEqual(["01:00", "02:00", "02:30", "02:45"].map((time) => at(time)));
    expect(await auditOf(control.owner, { subjectId: policyId, action: "policy.update" })).toMatchObject([
      { details: { version: version + 1 } },
    ]);
  });

  test("of two who edited the same version the second is refused", async () => {
    const { policyId } = await addOne("0 * * * *");
    const { name, rules, version } = await getPolicy(admin.ctx, { id: policyId });
    const edit = () => updatePolicy(admin.ctx, { id: policyId, name, rules, version });
    const results = await Promise.allSettled([edit(), edit()]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(edit()).rejects.toMatchObject({ code: "CONFLICT", reason: "stale-version" });
  });

  test("keeping less needs an approval, and nothing is changed", async () => {
    const { policyId } = await addOne("0 * * * *");
    const { name, rules, version } = await getPolicy(admin.ctx, { id: policyId });
    const shorter = { ...rules, retention: { ...rules.retention, full: { keepDays: 30 } } };
    await expect(
      updatePolicy(admin.ctx, { id: policyId, name, version, rules: shorter }),
    ).rejects.toMatchObject({
      code: "PRECONDITION",
      reason: "needs-approval",
    });
    expect(await getPolicy(admin.ctx, { id: policyId })).toMatchObject({ version, rules });
  });

  test("an approved change can be carried out by a worker, with its fewer rights", async () => {
    const { policyId, resourceId } = await addOne("0 * * * *");
    const { name, rules, version } = await getPolicy(admin.ctx, { id: policyId });
    const shorter = { ...rules, retention: { ...rules.retention, full: { keepDays: 30 } } };
    await worker.db.$transaction(async (tx) => {
      await lockPolicies(tx, [policyId]);
      await changeRules(worker, tx, { id: policyId, version, name, rules: shorter });
    });
    expect((await getPolicy(admin.ctx, { id: policyId })).rules.retention.full).toEqual({ keepDays: 30 });
    const other = await createPolicy(admin.ctx, { name: "other", rules: defaultRules });
    const resource = await control.owner.resource.findUniqueOrThrow({ where: { id: resourceId } });
    await worker.db.$transaction((tx) => moveResource(worker, tx, resource, other.id));
    expect((await getPolicy(admin.ctx, { id: other.id })).resources).toHaveLength(1);
  });

  test("hands its objectives on, but not over a resource's own", async () => {
    const { policyId, resourceIds } = await addScheduledResources(control, [scheduleOf("0 * * * *")], {
      count: 2,
    });
    const [usual = "", own = ""] = resourceIds;
    await control.owner.objective.createMany({
      data: [
        { resourceId: usual, kind: "rpo", targetSeconds: 300 },
        { resourceId: own, kind: "rpo", targetSeconds: 60 },
      ],
    });
    const { name, rules, version } = await getPolicy(admin.ctx, { id: policyId });
    const objectives = { rpoSeconds: 600, rtoSeconds: 900 };
    await updatePolicy(admin.ctx, { id: policyId, name, version, rules: { ...rules, objectives } });
    expect(await objectivesOf(usual)).toEqual({ rpo: 600, rto: 900 });
    expect(await objectivesOf(own)).toEqual({ rpo: 60, rto: 900 });
  });

  test("an operator may neither create, change nor attach one, and the attempts are written down", async () => {
    const { policyId, resourceId } = await addOne("0 * * * *");
    const { name, rules, version } = await getPolicy(operator.ctx, { id: policyId });
    for (const attempt of [
      () => createPolicy(operator.ctx, { name: "mine", rules }),
      () => updatePolicy(operator.ctx, { id: policyId, name, rules, version }),
      () => attachPolicy(operator.ctx, { id: resourceId, policyId }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    expect(await auditOf(control.owner, { actorId: operator.id, action: "access.deny" })).toHaveLength(3);
  });
});

describe("putting a resource under a policy", () => {
  test("a new one is under the runbook's, unless another is chosen", async () => {
    const repository = await control.owner.repository.findFirstOrThrow();
    const wanted = {
      kind: "postgres" as const,
      host: TEST_HOST,
      settings: { dataDirectory: "/srv/data", socketDirectory: "/srv/run", port: 5432, user: "postgres" },
      repositoryIds: [repository.id],
    };
    const made = await createResource(admin.ctx, { ...wanted, name: "by-default" });
    const runbook = (await listPolicies(admin.ctx, {})).items.find(({ name }) => name === "Runbook");
    expect(runbook).toMatchObject({ rules: defaultRules, resources: [{ name: "by-default" }] });
    expect(made.objectives).toEqual({ rpoSeconds: 300, rtoSeconds: 1800 });
    const { id: policyId } = await createPolicy(admin.ctx, {
      name: "none",
      rules: { ...defaultRules, schedules: [] },
    });
    const other = await createResource(admin.ctx, { ...wanted, name: "by-choice", policyId });
    expect((await getPolicy(admin.ctx, { id: policyId })).resources).toEqual([
      { id: other.id, name: "by-choice" },
    ]);
  });

  test("what was due under the old one is written down, and the new one expects from then on", async () => {
    const { resourceId } = await addOne("0 * * * *");
    const next = await createPolicy(admin.ctx, {
      name: "next",
      rules: { ...defaultRules, schedules: [scheduleOf("20 * * * *")] },
    });
    setClock(control, at("01:30"));
    await attachPolicy(admin.ctx, { id: resourceId, policyId: next.id });
    setClock(control, at("02:30"));
    await schedule(worker);
    expect(await dues(resourceId)).toEqual([at("01:00"), at("02:20")]);
    expect(await auditOf(control.owner, { subjectId: resourceId, action: "policy.attach" })).toMatchObject([
      { details: { policy: next.name } },
    ]);
  });

  test("one that keeps less needs an approval", async () => {
    const { resourceId } = await addOne("0 * * * *");
    const less = await createPolicy(admin.ctx, {
      name: "less",
      rules: { ...defaultRules, retention: { ...defaultRules.retention, full: { keepDays: 10 } } },
    });
    await expect(attachPolicy(admin.ctx, { id: resourceId, policyId: less.id })).rejects.toMatchObject({
      reason: "needs-approval",
    });
  });
});

describe("what is seen while no scheduler runs", () => {
  test("missed runs are shown and counted all the same, and can be acknowledged", async () => {
    const { resourceId } = await addOne("0 */4 * * *");
    setClock(control, at("12:30"));
    const { items } = await listSlots(operator.ctx, { resourceId, only: "missed" });
    expect(items.map(({ state, missedCause }) => [state, missedCause])).toEqual(
      Array.from({ length: 3 }, () => ["missed", "scheduler-down"]),
    );
    const calendar = await getCalendar(operator.ctx, {
      resourceId,
      fromMicros: micros(at("00:00")),
      toMicros: micros(at("00:00", 2)),
    });
    expect(calendar).toMatchObject({ successRate: 0, expectedCount: 3, succeededCount: 0 });
    expect(calendar.days.map(({ expected, missed }) => [expected, missed])).toEqual([
      [5, 3],
      [6, 0],
    ]);
    const id = items[0]?.id ?? "";
    await expect(acknowledgeSlot(admin.ctx, { id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const seen = await acknowledgeSlot(operator.ctx, { id });
    expect(seen).toMatchObject({ state: "missed", acknowledged: { by: operator.name } });
    await expect(acknowledgeSlot(operator.ctx, { id })).rejects.toMatchObject({ reason: "acknowledged" });
    expect((await listSlots(operator.ctx, { resourceId, only: "open" })).items).toHaveLength(2);
    expect(await auditOf(control.owner, { subjectId: resourceId, action: "slot.miss" })).toHaveLength(1);
    await schedule(worker);
    expect((await listSlots(operator.ctx, { resourceId, only: "open" })).items).toHaveLength(2);
    expect((await listSlots(operator.ctx, { resourceId, only: "missed" })).items).toHaveLength(3);
    setClock(control, at("16:00"));
    await showWorker(control);
    expect((await listSlots(operator.ctx, { resourceId, only: "waiting" })).items).toHaveLength(1);
    await schedule(worker);
    expect((await listSlots(operator.ctx, { resourceId, only: "waiting" })).items).toMatchObject([
      { state: "waiting", operation: { status: "queued" } },
    ]);
    expect(await auditOf(control.owner, { subjectId: resourceId, action: "slot.acknowledge" })).toHaveLength(
      1,
    );
  });

  test("pages run on without a hole or a repetition", async () => {
    const { resourceId } = await addOne("0 * * * *");
    setClock(control, at("06:30"));
    await schedule(worker);
    setClock(control, at("12:30"));
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listSlots(operator.ctx, { resourceId, limit: 5, cursor });
      seen.push(...page.items.map(({ dueAtMicros }) => dueAtMicros));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    const hours = Array.from({ length: 12 }, (_, index) =>
      micros(at(`${String(12 - index).padStart(2, "0")}:00`)),
    );
    expect(seen).toEqual(hours);
  });
});

describe("pauses", () => {
  test("one at a time, with a reason and an end; what comes next says what will happen instead", async () => {
    const { resourceId } = await addOne("0 * * * *");
    const pause = await createPause(operator.ctx, { id: resourceId, reason: "new disk", hours: 1 });
    await expect(
      createPause(operator.ctx, { id: resourceId, reason: "again", hours: 1 }),
    ).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "already-paused",
    });
    const { items } = await listNextRuns(operator.ctx, { resourceId, limit: 2 });
    expect(items.map(({ obstacle }) => obstacle)).toEqual([
      "Paused (“new disk”): it will be left out.",
      null,
    ]);
    await endPause(operator.ctx, { id: pause.id });
    await expect(endPause(operator.ctx, { id: pause.id })).rejects.toMatchObject({ reason: "ended" });
    expect((await listPauses(operator.ctx, { resourceId })).items).toMatchObject([
      { endedAt: expect.any(String) },
    ]);
    const auditor = await addPerson(control, ["auditor"]);
    await expect(createPause(auditor.ctx, { id: resourceId, reason: "no", hours: 1 })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});
