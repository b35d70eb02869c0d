import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { addResource, type SampleResource } from "#e2e/fixtures/sample-resources.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { v7 } from "#lib/format/uuid.ts";
import type { OperationStatus } from "#lib/operations/schema.ts";
import { defaultRules } from "#lib/policies/rules.ts";
import { getCalendar } from "./get-calendar.ts";
import { listSlots } from "./list-slots.ts";
import type { SlotDto } from "./schema.ts";

const HOUR_MICROS = 3_600_000_000n;

let control: ControlDatabase;
let operator: Person;
let policyId: string;
beforeAll(async () => {
  control = await createControlDatabase();
  operator = await addPerson(control, ["operator"]);
  const rules = jsonColumn({ ...defaultRules, schedules: [] });
  policyId = (await control.owner.policy.create({ data: { name: "by hand", rules } })).id;
});
afterAll(() => control.close());

async function addOperation(resource: SampleResource, status: OperationStatus): Promise<string> {
  const data = { kind: "backup", status, host: TEST_HOST, resourceId: resource.id, isExclusive: false };
  return (await control.owner.operation.create({ data: { ...data, requestedBy: { name: "test" } } })).id;
}

function addSlot(
  resource: SampleResource,
  hoursAgo: number,
  facts: { operationId?: string; isMissed?: boolean; isSeen?: boolean } = {},
) {
  const now = control.clock.now();
  return control.owner.slot.create({
    data: {
      id: v7(),
      policyId,
      scheduleId: "by-hand",
      resourceId: resource.id,
      action: "incr",
      dueAtMicros: now - BigInt(hoursAgo) * HOUR_MICROS,
      graceSeconds: 60,
      operationId: facts.operationId ?? null,
      ...(facts.isMissed && { missedAt: toDate(now), missedCause: "paused", missedWhy: "Paused." }),
      ...(facts.isSeen && { acknowledgedAt: toDate(now), acknowledgedBy: { name: "somebody" } }),
    },
  });
}

const outcomeOf = async (id: string) =>
  (await control.owner.slot.findUniqueOrThrow({ where: { id } })).outcome;
const end = (id: string, status: OperationStatus) =>
  control.owner.operation.update({ where: { id }, data: { status } });

describe("how a run went is noted beside it", () => {
  test("when its operation ends, and not before", async () => {
    const resource = await addResource(control);
    const operationId = await addOperation(resource, "queued");
    const slot = await addSlot(resource, 1, { operationId });
    await end(operationId, "running");
    expect(await outcomeOf(slot.id)).toBeNull();
    await end(operationId, "failed");
    expect(await outcomeOf(slot.id)).toBe("failed");
  });

  test("when it is linked to an operation that has ended, and never by hand", async () => {
    const resource = await addResource(control);
    const slot = await addSlot(resource, 1);
    const link = { where: { id: slot.id }, data: { operationId: await addOperation(resource, "cancelled") } };
    await control.owner.slot.update({ ...link, data: { ...link.data, outcome: "succeeded" } });
    expect(await outcomeOf(slot.id)).toBe("cancelled");
  });

  test("when it is linked at the moment its operation ends", async () => {
    const resource = await addResource(control);
    for (let round = 0; round < 20; round++) {
      const operationId = await addOperation(resource, "running");
      const slot = await addSlot(resource, round + 1);
      await Promise.all([
        control.owner.slot.update({ where: { id: slot.id }, data: { operationId } }),
        end(operationId, "failed"),
      ]);
      expect(await outcomeOf(slot.id)).toBe("failed");
    }
  });
});

describe("what is asked of years of runs", () => {
  /** Every combination of what can be known of a run, long overdue; and one that is only just due. */
  async function addAll(resource: SampleResource): Promise<void> {
    const statuses = ["queued", "running", "succeeded", "failed", "cancelled", null] as const;
    const facts = [false, true].flatMap((isMissed) =>
      [false, true].flatMap((isSeen) => statuses.map((status) => ({ isMissed, isSeen, status }))),
    );
    for (const [index, { isMissed, isSeen, status }] of facts.entries()) {
      const operationId = status === null ? undefined : await addOperation(resource, status);
      await addSlot(resource, index + 1, { operationId, isMissed, isSeen });
    }
    await addSlot(resource, 0);
  }

  test("is what the runs themselves say, for every filter", async () => {
    const resource = await addResource(control);
    await addAll(resource);
    const list = async (only: "all" | "missed" | "open" | "waiting") =>
      (await listSlots(operator.ctx, { resourceId: resource.id, only, limit: 100 })).items;
    const all = await list("all");
    expect(new Set(all.map(({ state }) => state)).size).toBe(6);
    const isOpen = ({ state, acknowledged }: SlotDto) =>
      (state === "missed" || state === "failed") && acknowledged === null;
    expect(await list("open")).toEqual(all.filter(isOpen));
    expect(await list("missed")).toEqual(all.filter(({ state }) => state === "missed"));
    expect(await list("waiting")).toEqual(all.filter(({ state }) => state === "waiting"));
  });

  test("is counted on the calendar as it is listed", async () => {
    const resource = await addResource(control);
    await addAll(resource);
    const now = control.clock.now();
    const { items } = await listSlots(operator.ctx, { resourceId: resource.id, limit: 100 });
    const { days } = await getCalendar(operator.ctx, {
      resourceId: resource.id,
      fromMicros: (now - 100n * HOUR_MICROS).toString(),
      toMicros: (now + HOUR_MICROS).toString(),
      zone: "Asia/Kathmandu",
    });
    const dayOf = ({ dueAtMicros }: SlotDto) =>
      new Intl.DateTimeFormat("sv", { timeZone: "Asia/Kathmandu" }).format(
        Number(BigInt(dueAtMicros) / 1000n),
      );
    const countOf = (date: string, states: SlotDto["state"][]) =>
      items.filter((slot) => dayOf(slot) === date && states.includes(slot.state)).length;
    expect(items.length).toBeGreaterThan(20);
    expect(days).toEqual(
      days.map(({ date }) => ({
        date,
        expected: items.filter((slot) => dayOf(slot) === date).length,
        succeeded: countOf(date, ["succeeded"]),
        failed: countOf(date, ["failed", "cancelled"]),
        missed: countOf(date, ["missed"]),
        running: countOf(date, ["running", "waiting"]),
      })),
    );
  });
});
