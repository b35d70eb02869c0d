import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { addRequest } from "#e2e/fixtures/sample-requests.ts";
import { auditOf } from "#e2e/fixtures/sample-resources.ts";
import { addRetainedResource, keep } from "#e2e/fixtures/sample-retention.ts";
import { approveChange } from "#lib/changes/approve-change.ts";
import { createHold } from "#lib/retention/create-hold.ts";
import { getRetention } from "#lib/retention/get-retention.ts";
import { listHolds } from "#lib/retention/list-holds.ts";
import { queueDailyExpiry } from "#lib/retention/queue-daily-expiry.ts";
import { releaseEndedHolds } from "#lib/retention/release-ended-holds.ts";
import { releaseHold } from "#lib/retention/release-hold.ts";
import { simulateRetention } from "#lib/retention/simulate-retention.ts";

let control: ControlDatabase;
let admin: Person;
beforeAll(async () => {
  control = await createControlDatabase();
  admin = await addPerson(control, ["admin"]);
});
afterAll(() => control.close());
afterEach(() => control.clock.reset());

const worker = () => ({ ...control.worker(), now: control.clock.now });

describe("holds", () => {
  test("keep a set until they are released, with a reason and a trace", async () => {
    const { resource, setIds } = await addRetainedResource(control, admin);
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

  test("of a restore request end with it in what is worked out, and hold on until they are released", async () => {
    const { resource, policy } = await addRetainedResource(control, admin);
    const manager = await addPerson(control, ["manager"]);
    const { restore, vote } = await addRequest(control, { resource });
    const label = "20260001-020000F";
    await control.owner.hold.updateMany({ where: { restoreId: restore.id }, data: { label } });
    const shorter = async () => {
      const { previews } = await simulateRetention(admin.ctx, { id: policy.id, retention: keep(1, 1) });
      return previews[0];
    };
    const endsAt = (date: string | null) => (BigInt(Date.parse(date ?? "")) * 1000n).toString();

    const waiting = await shorter();
    const newest = waiting?.verdicts.find((set) => set.label === "20260002-020000F");
    expect(waiting?.expiringNow).not.toContain(label);
    expect(waiting?.schedule).toEqual([
      {
        atMicros: endsAt(restore.change.expiresAt),
        labels: [label],
        windowFromMicros: (BigInt(newest?.stoppedAtMicros ?? 0) + 1_000_000n).toString(),
      },
    ]);

    const { approvalExpiresAt } = await approveChange(manager.ctx, vote);
    expect((await shorter())?.schedule).toMatchObject([{ atMicros: endsAt(approvalExpiresAt) }]);
    control.clock.advance({ days: 2 });
    const held = (await shorter())?.verdicts.find((set) => set.label === label);
    expect(held, "an approved restore may run for long").toMatchObject({ verdict: "keep" });
  });

  test("with an end hold nothing after it, and the program writes down that they ended", async () => {
    const { resource, setIds } = await addRetainedResource(control, admin);
    const operator = await addPerson(control, ["operator"]);
    const hold = await createHold(operator.ctx, { setId: setIds[0] ?? "", reason: "for a week", days: 7 });
    control.clock.advance({ days: 7, seconds: 1 });
    expect((await listHolds(admin.ctx, { resourceId: resource.id })).items).toEqual([]);
    await releaseEndedHolds(worker());
    const row = await control.owner.hold.findUniqueOrThrow({ where: { id: hold.id } });
    expect(row).toMatchObject({ releasedFor: "its time was over" });
    expect(await auditOf(control.owner, { subjectId: resource.id, action: "hold.release" })).toHaveLength(1);
  });
});

test("once a day what a policy no longer keeps is expired, one operation at a time", async () => {
  const { resource } = await addRetainedResource(control, admin);
  const run = () => queueDailyExpiry(worker(), TEST_HOST);
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
