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
import { assertSteadyClock } from "#jobs/expire/assert-steady-clock.ts";
import { schedule } from "#jobs/schedule.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { createPause } from "#lib/schedules/create-pause.ts";
import { dispatchSlots } from "#lib/schedules/dispatch-slots.ts";
import { listSlots } from "#lib/schedules/list-slots.ts";
import { materialisePolicy } from "#lib/schedules/materialise-policy.ts";

let control: ControlDatabase;
let one: WorkerContext;
let two: WorkerContext;
let operator: Person;
beforeAll(async () => {
  control = await createControlDatabase({ workerConnections: 10 });
  [one, two] = [await testWorker(control, "one"), await testWorker(control, "two")];
  operator = await addPerson(control, ["operator"]);
});
afterAll(() => control.close());
const { at, beginDay } = ownDays();
beforeEach(() => beginDay(control));

async function passTo(time: string, days = 0): Promise<void> {
  setClock(control, at(time, days));
  await showWorker(control);
}

function slotsOf(resourceId: string) {
  return control.owner.slot.findMany({
    where: { resourceId },
    include: { operation: true },
    orderBy: { dueAtMicros: "asc" },
  });
}

async function addOne(cron: string, options: Parameters<typeof addScheduledResources>[2] = {}) {
  const { policyId, resourceIds } = await addScheduledResources(control, [scheduleOf(cron)], options);
  const [resourceId = ""] = resourceIds;
  // From now on runs are expected.
  await schedule(one);
  return { policyId, resourceId };
}

const misses = (resourceId: string) => auditOf(control.owner, { subjectId: resourceId, action: "slot.miss" });

describe("what is due", () => {
  test("a worker killed between writing down and starting leaves both to the next one", async () => {
    const { policyId, resourceId } = await addOne("0 4 * * *");
    await passTo("04:00");
    await one.db.$transaction((tx) => materialisePolicy(tx, policyId, one.now()));
    expect(await slotsOf(resourceId)).toMatchObject([{ operationId: null, missedAt: null }]);
    const killed = one.db.$transaction(async (tx) => {
      expect(await dispatchSlots(one, tx, { limit: 10, lastRound: null })).toBe(1);
      throw new Error("killed");
    });
    await expect(killed).rejects.toThrow("killed");
    expect(await control.owner.operation.count({ where: { resourceId } })).toBe(0);
    await Promise.all([schedule(one), schedule(two)]);
    expect(await slotsOf(resourceId)).toMatchObject([{ missedAt: null, operation: { status: "queued" } }]);
    expect(await control.owner.operation.count({ where: { resourceId } })).toBe(1);
  });

  test("a clock that goes back starts nothing twice", async () => {
    const { resourceId } = await addOne("0 * * * *");
    await passTo("02:00");
    await schedule(one);
    await passTo("00:40");
    await schedule(two);
    await passTo("02:00");
    await schedule(one);
    expect((await slotsOf(resourceId)).map(({ dueAtMicros }) => dueAtMicros)).toEqual(
      [at("01:00"), at("02:00")].map((iso) => BigInt(Date.parse(iso)) * 1000n),
    );
    expect(await control.owner.operation.count({ where: { resourceId } })).toBe(1);
  });

  test("a clock that was a year ahead for a moment leaves no year without runs", async () => {
    const { resourceId } = await addOne("0 * * * *");
    await passTo("00:40", 365);
    await schedule(one);
    const ahead = await control.owner.slot.count({ where: { resourceId } });
    await passTo("00:50");
    await schedule(one);
    await passTo("01:00");
    await Promise.all([schedule(one), schedule(two)]);
    const [first] = await slotsOf(resourceId);
    expect(first).toMatchObject({ dueAtMicros: BigInt(Date.parse(at("01:00"))) * 1000n, missedAt: null });
    // Whoever judges by the clock what has expired is warned.
    await expect(assertSteadyClock(one)).rejects.toMatchObject({ reason: "clock-jump" });
    expect(await control.owner.slot.count({ where: { resourceId } })).toBe(ahead + 1);
  });

  test("after two days without any scheduler every missed run is a row, and the latest is caught up once", async () => {
    const { resourceId } = await addOne("0 */4 * * *");
    await passTo("00:30", 2);
    await Promise.all([schedule(one), schedule(two)]);
    const slots = await slotsOf(resourceId);
    expect(slots).toHaveLength(12);
    const operations = await control.owner.operation.findMany({ where: { resourceId } });
    expect(operations).toHaveLength(1);
    for (const slot of slots) {
      expect(slot).toMatchObject({ missedCause: "scheduler-down", operationId: operations[0]?.id });
      expect(slot.missedWhy).toMatch(/^No worker looked for due runs between/);
    }
    expect(await misses(resourceId)).toHaveLength(12);
    await schedule(two);
    expect(await misses(resourceId)).toHaveLength(12);
  });
});

describe("after a long silence", () => {
  test("what many resources missed is decided about a piece at a time: no transaction takes on too much", async () => {
    const { policyId, resourceIds } = await addScheduledResources(control, [scheduleOf("*/15 * * * *")], {
      count: 20,
    });
    await schedule(one);
    await passTo("00:30", 6);
    await one.db.$transaction((tx) => materialisePolicy(tx, policyId, one.now()));
    const where = { resourceId: { in: resourceIds } };
    const due = await control.owner.slot.count({ where });
    expect(due).toBeGreaterThanOrEqual(10_000);
    const decided = await one.db.$transaction((tx) =>
      dispatchSlots(one, tx, { limit: 500, lastRound: null }),
    );
    expect(decided).toBeGreaterThan(0);
    expect(decided).toBeLessThanOrEqual(due / 2);
    await schedule(two);
    expect(await control.owner.slot.count({ where: { ...where, operationId: null } })).toBe(0);
    expect(await control.owner.operation.count({ where })).toBe(20);
  });
});

describe("what does not begin in time", () => {
  test("is missed within two minutes of being due, because its worker is gone, and made good once it is back", async () => {
    const { resourceId } = await addOne("0 4 * * *");
    setClock(control, at("04:00"));
    await showWorker(control, 600);
    await schedule(one);
    const [waiting] = await slotsOf(resourceId);
    expect(waiting).toMatchObject({ missedAt: null, operation: { waitingFor: `a worker on ${TEST_HOST}` } });
    control.clock.advance({ seconds: 100 });
    await Promise.all([schedule(one), schedule(two)]);
    const [missed] = await slotsOf(resourceId);
    expect(missed).toMatchObject({ missedCause: "worker-offline", operation: { status: "queued" } });
    expect(missed?.missedWhy).toMatch(new RegExp(`^The worker on ${TEST_HOST} is not there`));
    expect((missed?.missedAt?.getTime() ?? 0) - Date.parse(at("04:00"))).toBeLessThan(120_000);
    expect(await misses(resourceId)).toMatchObject([
      { outcome: "failed", actorName: "schedule", details: { cause: "worker-offline" } },
    ]);
    await control.owner.operation.update({
      where: { id: missed?.operationId ?? "" },
      data: { status: "running", startedAt: new Date(), attempt: 1, workerId: "one" },
    });
    await control.owner.operation.update({
      where: { id: missed?.operationId ?? "" },
      data: { status: "succeeded", finishedAt: new Date() },
    });
    const { items } = await listSlots(operator.ctx, { resourceId });
    expect(items).toMatchObject([{ state: "missed", isCaughtUp: true }]);
  });

  test("a later run takes the waiting operation over: one backup makes good for all of them", async () => {
    const { resourceId } = await addOne("*/30 * * * *");
    await passTo("01:00");
    await schedule(one);
    setClock(control, at("01:30"));
    await showWorker(control, 600);
    await schedule(one);
    const [first, second] = await slotsOf(resourceId);
    expect(first).toMatchObject({ missedCause: "worker-offline" });
    expect(second).toMatchObject({ missedAt: null, operationId: first?.operationId });
    expect(await control.owner.operation.count({ where: { resourceId } })).toBe(1);
  });

  test("says that the run before had not ended", async () => {
    const { resourceId } = await addOne("*/30 * * * *");
    await passTo("01:00");
    await schedule(one);
    const [first] = await slotsOf(resourceId);
    await control.owner.operation.update({
      where: { id: first?.operationId ?? "" },
      data: { status: "running", startedAt: new Date(Date.parse(at("01:00"))), attempt: 1 },
    });
    await passTo("01:30");
    await schedule(one);
    expect((await slotsOf(resourceId))[1]?.operation).toMatchObject({
      waitingFor: "the incr backup that is running",
    });
    control.clock.advance({ seconds: 95 });
    await showWorker(control);
    await schedule(two);
    const [, second] = await slotsOf(resourceId);
    expect(second).toMatchObject({ missedCause: "previous-running", operation: { status: "queued" } });
  });

  test("is refused with the words a person would read", async () => {
    const { resourceId } = await addOne("0 4 * * *", { state: "new" });
    await passTo("04:00");
    await schedule(one);
    const [slot] = await slotsOf(resourceId);
    expect(slot).toMatchObject({ missedCause: "refused", operationId: null });
    expect(slot?.missedWhy).toMatch(/is not protected yet/);
    expect(await misses(resourceId)).toHaveLength(1);
  });
});

describe("a paused resource", () => {
  test("starts nothing, says so in every run, and goes on by itself when the pause is over", async () => {
    const { resourceId } = await addOne("0 * * * *");
    await createPause(operator.ctx, { id: resourceId, reason: "the disk is being replaced", hours: 2 });
    await passTo("02:00");
    await schedule(one);
    for (const slot of await slotsOf(resourceId)) {
      expect(slot).toMatchObject({ missedCause: "paused", operationId: null });
      expect(slot.missedWhy).toContain("the disk is being replaced");
    }
    expect(await control.owner.operation.count({ where: { resourceId } })).toBe(0);
    await passTo("03:00");
    await Promise.all([schedule(one), schedule(two)]);
    expect((await slotsOf(resourceId)).at(-1)).toMatchObject({
      missedAt: null,
      operation: { status: "queued" },
    });
    expect(await auditOf(control.owner, { subjectId: resourceId, action: "pause.end" })).toHaveLength(1);
    await expect(
      createPause(operator.ctx, { id: resourceId, reason: "again", hours: 1 }),
    ).resolves.toMatchObject({
      endedAt: null,
    });
  });
});

describe("a pause that begins", () => {
  test("calls off what waits: nothing starts by schedule until it ends", async () => {
    const { resourceId } = await addOne("0 4 * * *");
    await passTo("04:00");
    await schedule(one);
    await createPause(operator.ctx, { id: resourceId, reason: "the disk is being replaced", hours: 2 });
    const [slot] = await slotsOf(resourceId);
    expect(slot).toMatchObject({ missedCause: "paused", operation: { status: "cancelled" } });
    expect(slot?.missedWhy).toContain("the disk is being replaced");
    const { items } = await listSlots(operator.ctx, { resourceId });
    expect(items).toMatchObject([{ state: "missed", missedCause: "paused", isCaughtUp: false }]);
    const cancels = await auditOf(control.owner, {
      subjectId: slot?.operationId ?? "",
      action: "operation.cancel",
    });
    expect(cancels).toHaveLength(1);
    await schedule(two);
    expect(await control.owner.operation.count({ where: { resourceId } })).toBe(1);
  });
});

describe("a busy minute", () => {
  test("ten thousand runs due in one minute are started once each by two workers", async () => {
    const { resourceIds } = await addScheduledResources(control, [scheduleOf("0 4 * * *")], {
      count: 10_000,
    });
    await schedule(one);
    await passTo("04:00");
    const began = performance.now();
    await Promise.all([schedule(one), schedule(two)]);
    await schedule(two);
    console.info(`10,000 runs dispatched in ${Math.round(performance.now() - began)} ms by two schedulers`);
    const [counts] = await control.owner.$queryRaw<Record<string, number>[]>`
      SELECT count(*)::int AS slots, count(DISTINCT s.resource_id)::int AS resources,
        count(DISTINCT s.operation_id)::int AS operations, count(j.id)::int AS jobs,
        count(*) FILTER (WHERE s.missed_at IS NOT NULL)::int AS missed,
        (SELECT count(*)::int FROM operations WHERE resource_id = ANY(${resourceIds}::uuid[])) AS all_operations,
        (SELECT count(*)::int FROM audit_entries
          WHERE action = 'backup.start' AND resource_id = ANY(${resourceIds}::text[])) AS entries
      FROM slots s LEFT JOIN pgboss.job j ON j.id = s.operation_id
      WHERE s.resource_id = ANY(${resourceIds}::uuid[])`;
    expect(counts).toEqual({
      slots: 10_000,
      resources: 10_000,
      operations: 10_000,
      jobs: 10_000,
      missed: 0,
      all_operations: 10_000,
      entries: 10_000,
    });
  }, 120_000);
});
