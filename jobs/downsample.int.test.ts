import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addResource, type SampleResource } from "#e2e/fixtures/sample-resources.ts";
import { downsample } from "#jobs/downsample.ts";

const minute = 60_000_000n;
const hour = 60n * minute;
const day = 24n * hour;

let control: ControlDatabase;
beforeAll(async () => {
  control = await createControlDatabase();
});
afterAll(() => control.close());
afterEach(async () => {
  control.clock.reset();
  await control.owner.beat.deleteMany();
  await control.owner.measurement.deleteMany();
});

function turn(name = "one") {
  const { db, now } = control.worker();
  return downsample({ db, now, workerId: name });
}

/** A sample every minute of `hours` whole hours that end `agoHours` ago; the value counts the minutes of the hour. */
async function addMinutes(resource: SampleResource, hours: number, agoHours: number) {
  const end = (control.clock.now() / hour) * hour - BigInt(agoHours) * hour;
  await control.owner.measurement.createMany({
    data: Array.from({ length: hours * 60 }, (_, index) => ({
      resourceId: resource.id,
      kind: "rpo" as const,
      atMicros: end - BigInt(hours * 60 - index) * minute,
      valueMs: BigInt((index % 60) * 1000),
    })),
  });
}

function measured(resource: SampleResource) {
  return control.owner.measurement.findMany({
    where: { resourceId: resource.id },
    orderBy: { atMicros: "asc" },
    select: { atMicros: true, valueMs: true, details: true, kind: true },
  });
}

describe("RPO samples after a week", () => {
  test("become one an hour: the worst, at its own moment, with how many it stands for", async () => {
    const resource = await addResource(control);
    await control.owner.objective.create({
      data: { resourceId: resource.id, kind: "rpo", targetSeconds: 49 },
    });
    await addMinutes(resource, 3, 8 * 24);
    const worst = (await measured(resource)).filter(({ valueMs }) => valueMs === 59_000n);
    expect(await turn()).toEqual({ hours: 3, deleted: 0 });
    expect(await measured(resource)).toEqual(
      worst.map((row) => ({ ...row, details: { samples: 60, over: 10 } })),
    );
  });

  test("younger ones and measured restores stay as they are", async () => {
    const resource = await addResource(control);
    await addMinutes(resource, 2, 6 * 24);
    await control.owner.measurement.create({
      data: {
        resourceId: resource.id,
        kind: "rto",
        atMicros: control.clock.now() - 500n * day,
        valueMs: 1n,
      },
    });
    const before = await measured(resource);
    expect(await turn()).toEqual({ hours: 0, deleted: 0 });
    expect(await measured(resource)).toEqual(before);
  });

  test("a second round changes nothing, and a late sample joins its hour without lowering it", async () => {
    const resource = await addResource(control);
    await addMinutes(resource, 2, 8 * 24);
    await turn();
    const once = await measured(resource);
    control.clock.advance({ hours: 1 });
    expect(await turn()).toEqual({ hours: 0, deleted: 0 });
    expect(await measured(resource)).toEqual(once);
    const [first] = once;
    const late = { resourceId: resource.id, kind: "rpo" as const, valueMs: 1n };
    await control.owner.measurement.create({ data: { ...late, atMicros: (first?.atMicros ?? 0n) - minute } });
    control.clock.advance({ hours: 1 });
    expect(await turn()).toEqual({ hours: 1, deleted: 0 });
    const [joined, ...others] = await measured(resource);
    expect(joined).toEqual({ ...first, details: { samples: 61, over: 0 } });
    expect(others).toEqual(once.slice(1));
  });

  test("go after a year", async () => {
    const resource = await addResource(control);
    await addMinutes(resource, 2, 366 * 24);
    await addMinutes(resource, 2, 363 * 24);
    expect(await turn()).toEqual({ hours: 4, deleted: 2 });
    expect(await measured(resource)).toHaveLength(2);
  });

  test("are thinned out by one worker an hour, whoever comes first", async () => {
    const resource = await addResource(control);
    await addMinutes(resource, 1, 8 * 24);
    const rounds = await Promise.all(["one", "two", "three"].map(turn));
    expect(rounds.filter((round) => round !== null)).toEqual([{ hours: 1, deleted: 0 }]);
    expect(await turn()).toBeNull();
    control.clock.advance({ hours: 1 });
    expect(await turn()).not.toBeNull();
  });

  test("of many weeks are thinned out batch by batch, to the last hour", async () => {
    const resource = await addResource(control);
    await addMinutes(resource, 400, 8 * 24);
    expect(await turn()).toEqual({ hours: 400, deleted: 0 });
    expect(await measured(resource)).toHaveLength(400);
  });
});
