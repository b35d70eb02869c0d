import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addResource, type SampleResource } from "#e2e/fixtures/sample-resources.ts";
import { loadRpoRecords } from "#lib/objectives/load-rpo-records.ts";

const minute = 60_000_000n;
const hour = 60n * minute;
const day = 24n * hour;
const TARGET_SECONDS = 60;

let control: ControlDatabase;
beforeAll(async () => {
  control = await createControlDatabase();
});
afterAll(() => control.close());

describe("the last 30 days of RPO samples", () => {
  test("summed up day by day say what the samples themselves say, however they came and went", async () => {
    const resource = await addResource(control);
    const hoursOf = (length: number) => Array.from({ length }, (_, index) => index);
    // Five weeks, an hour each row at first, with a hole of days and many of hours; the last days minute by minute.
    const thinned = hoursOf(35 * 24).filter((ago) => ago > 72 && !(ago > 300 && ago < 390) && ago % 11 > 2);
    await addSamples(resource, thinned.length, (index) => ({
      ago: BigInt(thinned[index] ?? 0) * hour + 7n * minute,
      ms: ((index * 7919) % 700) * 100,
      details: { samples: 60 - (index % 5), over: index % 9 },
    }));
    const minutes = hoursOf(72 * 60).filter((ago) => ago > 90 && ago % 97 > 8);
    await addSamples(resource, minutes.length, (index) => ({
      ago: BigInt(minutes[index] ?? 0) * minute,
      ms: ((index * 6007) % 610) * 100,
    }));
    await expectAsMeasured(resource);
    const now = control.clock.now();
    const spanOf = (from: bigint, to: bigint) => ({
      resourceId: resource.id,
      atMicros: { gte: now - from, lt: now - to },
    });
    await control.owner.measurement.deleteMany({ where: spanOf(40n * hour, 30n * hour) });
    await control.owner.measurement.deleteMany({ where: spanOf(12n * day, 9n * day) });
    await control.owner.measurement.updateMany({
      where: spanOf(20n * hour, 19n * hour),
      data: { valueMs: 99_000n },
    });
    await expectAsMeasured(resource);
    await control.owner.measurement.deleteMany({ where: { resourceId: resource.id } });
    await expectAsMeasured(resource);
    expect(await control.owner.rpoDay.count({ where: { resourceId: resource.id } })).toBe(0);
  });

  test("lose no sample when many are written at once", async () => {
    const resource = await addResource(control);
    await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        addSamples(resource, 1, () => ({ ago: BigInt(index) * minute, ms: index * 1000 })),
      ),
    );
    await expectAsMeasured(resource);
  });
});

async function addSamples(
  resource: SampleResource,
  count: number,
  sampleOf: (index: number) => { ago: bigint; ms: number; details?: object },
) {
  const now = control.clock.now();
  await control.owner.measurement.createMany({
    data: Array.from({ length: count }, (_, index) => sampleOf(index)).map(({ ago, ms, details }) => ({
      resourceId: resource.id,
      kind: "rpo" as const,
      atMicros: now - ago,
      valueMs: BigInt(ms),
      ...(details && { details }),
    })),
  });
}

const hourly = z.object({ samples: z.number(), over: z.number() }).nullable();

/** What is read day by day, against one pass over every single sample. */
async function expectAsMeasured(resource: SampleResource) {
  const now = control.clock.now();
  const rows = await control.owner.measurement.findMany({
    where: { resourceId: resource.id, kind: "rpo" },
    orderBy: { atMicros: "asc" },
  });
  const since = rows[0] && rows[0].atMicros > now - 30n * day ? rows[0].atMicros : now - 30n * day;
  const read = rows
    .filter(({ atMicros }) => atMicros >= since)
    .map(({ atMicros, valueMs, details }) => ({ atMicros, valueMs, stands: hourly.parse(details) }));
  let [samples, over, unseen, breaches, upTo, end] = [0, 0, 0n, 0, since, 0n];
  for (const { atMicros, valueMs, stands } of read) {
    const silent = stands && upTo !== since ? 2n * hour : 5n * minute;
    if (atMicros - upTo > silent) unseen += atMicros - upTo;
    upTo = atMicros;
    samples += stands?.samples ?? 1;
    if (valueMs <= BigInt(TARGET_SECONDS) * 1000n) continue;
    const counted = Math.max(1, stands?.over ?? 1);
    over += counted;
    if (atMicros - BigInt(counted - 1) * minute > end + 5n * minute) breaches += 1;
    if (atMicros + minute > end) end = atMicros + minute;
  }
  if (now - upTo > 5n * minute) unseen += now - upTo;
  const { db } = control.web({ kind: "anonymous" });
  const rpo = (await loadRpoRecords(db, now, new Map([[resource.id, TARGET_SECONDS]]))).get(resource.id);
  expect(rpo?.worstMs).toBe(
    read.length === 0 ? null : Math.max(...read.map(({ valueMs }) => Number(valueMs))),
  );
  expect(rpo?.breachCount).toBe(breaches);
  if (read.length === 0) return expect(rpo).toMatchObject({ withinShare: null, seenShare: null });
  expect(rpo?.withinShare).toBeCloseTo(1 - over / samples, 10);
  return expect(rpo?.seenShare).toBeCloseTo(1 - Number(unseen) / Number(now - since), 10);
}
