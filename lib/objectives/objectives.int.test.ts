import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { addResource, type SampleResource } from "#e2e/fixtures/sample-resources.ts";
import { toDate } from "#lib/db/rows.ts";
import { v7 } from "#lib/format/uuid.ts";
import { exportSeries } from "#lib/objectives/export-series.ts";
import { getObjectives } from "#lib/objectives/get-objectives.ts";
import { getSeries } from "#lib/objectives/get-series.ts";

const second = 1_000_000n;
const minute = 60n * second;
const hour = 60n * minute;
const day = 24n * hour;

let control: ControlDatabase;
let auditor: Person;
beforeAll(async () => {
  control = await createControlDatabase();
  auditor = await addPerson(control, ["auditor"]);
});
afterAll(() => control.close());
afterEach(() => control.clock.reset());

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

async function setTarget(resource: SampleResource, kind: "rpo" | "rto", targetSeconds: number) {
  await control.owner.objective.create({ data: { resourceId: resource.id, kind, targetSeconds } });
}

function seriesOf(
  resource: SampleResource,
  kind: "rpo" | "rto" | "backup-duration" | "backup-size",
  span: bigint,
) {
  const now = control.clock.now();
  const asked = { id: resource.id, kind, fromMicros: `${now - span}`, toMicros: `${now}` };
  return getSeries(auditor.ctx, asked);
}

describe("possible loss over time", () => {
  test("thinned out from ten thousand samples, the one bad minute is still there", async () => {
    const resource = await addResource(control);
    await setTarget(resource, "rpo", 300);
    await addSamples(resource, 10_000, (index) => ({
      ago: BigInt(index + 1) * minute,
      ms: index === 4321 ? 3_600_000 : 1_000 + (index % 50),
    }));
    const series = await seriesOf(resource, "rpo", 7n * day);
    expect(series.points.length).toBeLessThanOrEqual(401);
    expect(series.points.length).toBeGreaterThan(300);
    expect(Math.max(...series.points.map(({ value }) => value))).toBe(3_600_000);
    expect(series.breaches).toEqual([expect.objectContaining({ worst: 3_600_000 })]);
    expect(series.holes).toEqual([]);
    expect(series.objective).toBe(300_000);
    const inOrder = series.points.toSorted((a, b) => (BigInt(a.atMicros) < BigInt(b.atMicros) ? -1 : 1));
    expect(series.points).toEqual(inOrder);
    const now = control.clock.now();
    const asked = {
      id: resource.id,
      kind: "rpo" as const,
      fromMicros: `${now - 7n * day}`,
      toMicros: `${now}`,
    };
    expect((await exportSeries(auditor.ctx, asked)).series.points).toHaveLength(10_000);
  });

  test("minutes above the objective are one breach while they follow each other, and another after a good while", async () => {
    const resource = await addResource(control);
    await setTarget(resource, "rpo", 60);
    const isOver = (ago: number) => (ago >= 10 && ago < 20) || (ago >= 40 && ago < 43);
    await addSamples(resource, 60, (index) => ({
      ago: BigInt(index) * minute,
      ms: isOver(index) ? 61_000 + index : 60_000,
    }));
    const { breaches } = await seriesOf(resource, "rpo", hour);
    expect(breaches.map(({ worst }) => worst)).toEqual([61_042, 61_019]);
    const minutes = breaches.map(
      ({ fromMicros, toMicros }) => (BigInt(toMicros) - BigInt(fromMicros)) / minute,
    );
    expect(minutes).toEqual([3n, 10n]);
  });

  test("where nothing was measured there is a hole, also before the first sample of the span and after the last", async () => {
    const resource = await addResource(control);
    const isMissing = (ago: number) => ago < 20 || (ago > 100 && ago < 130) || (ago > 170 && ago < 200);
    await addSamples(resource, 300, (index) => ({
      ago: BigInt(isMissing(index) ? 250 : index) * minute,
      ms: 0,
    }));
    const { holes } = await seriesOf(resource, "rpo", 180n * minute);
    const now = control.clock.now();
    const agoMinutes = holes.map(({ fromMicros, toMicros }) =>
      [fromMicros, toMicros].map((micros) => Number((now - BigInt(micros)) / minute)),
    );
    expect(agoMinutes).toEqual([
      [180, 170],
      [130, 100],
      [20, 0],
    ]);
  });

  test("a span that ends before it begins is refused, and so is a resource that does not exist", async () => {
    const resource = await addResource(control);
    await expect(seriesOf(resource, "rpo", -1n)).rejects.toMatchObject({ code: "INVALID" });
    await expect(seriesOf({ ...resource, id: v7() }, "rpo", day)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("the last 30 days of a resource", () => {
  async function objectivesOf(resource: SampleResource) {
    const { resources } = await getObjectives(auditor.ctx, {});
    const found = resources.find((each) => each.resource.id === resource.id);
    if (!found) throw new Error("The resource is not among the objectives.");
    return found;
  }

  test("count samples, and an hour's worst for all the samples it stands for", async () => {
    const resource = await addResource(control);
    await setTarget(resource, "rpo", 60);
    await addSamples(resource, 90, (index) => ({ ago: BigInt(index) * minute, ms: index < 9 ? 70_000 : 0 }));
    await addSamples(resource, 1, () => ({
      ago: 90n * minute,
      ms: 90_000,
      details: { samples: 10, over: 1 },
    }));
    const { rpo } = await objectivesOf(resource);
    expect(rpo.withinShare).toBeCloseTo(0.9);
    expect(rpo).toMatchObject({ worstMs: 90_000, breachCount: 2, seenShare: 1 });
  });

  test("say how much of the time was measured at all", async () => {
    const resource = await addResource(control);
    await setTarget(resource, "rpo", 60);
    const dayOfSamples = (index: number) => ({ ago: day + BigInt(index) * minute, ms: 0 });
    await addSamples(resource, 1440, dayOfSamples);
    const { rpo } = await objectivesOf(resource);
    expect(rpo.withinShare).toBe(1);
    expect(rpo.seenShare).toBeCloseTo(0.5, 2);
  });

  test("are unknown without samples, never good", async () => {
    const resource = await addResource(control);
    await setTarget(resource, "rpo", 60);
    expect((await objectivesOf(resource)).rpo).toMatchObject({
      nowMs: null,
      withinShare: null,
      seenShare: null,
      worstMs: null,
    });
  });

  test("are never better than what would be lost now", async () => {
    const resource = await addResource(control);
    await setTarget(resource, "rpo", 60);
    await addSamples(resource, 3, (index) => ({ ago: BigInt(index + 1) * minute, ms: 5_000 }));
    const now = control.clock.now();
    const look = (ago: bigint, lsn: string, snapshot: string) =>
      control.owner.positionSample.create({
        data: { resourceId: resource.id, atMicros: now - ago, lsn, timeline: 1, snapshot },
      });
    await look(400n * second, "0/5000060", "700:700:");
    await look(5n * second, "0/9000000", "900:900:");
    const micros = (now - hour).toString();
    await control.owner.recoveryWindow.create({
      data: {
        resourceId: resource.id,
        repositoryId: resource.repositoryId,
        computedAtMicros: now,
        window: {
          repositoryId: resource.repositoryId,
          computedAtMicros: micros,
          currentTimeline: 1,
          ranges: [],
          gaps: [],
          newest: {
            lsn: "0/5000060",
            segment: "000000010000000000000005",
            commitMicros: micros,
            timeline: 1,
            baseLabels: [],
          },
        },
      },
    });
    const { rpo } = await objectivesOf(resource);
    expect(rpo.nowMs).toBeGreaterThanOrEqual(400_000);
    expect(rpo.worstMs).toBe(rpo.nowMs);
  });
});

describe("backup runs", () => {
  const KiB = 1024;

  async function addSets(resource: SampleResource, sizes: number[], type: "full" | "incr") {
    const now = control.clock.now();
    await control.owner.backupSet.createMany({
      data: sizes.map((size, index) => ({
        id: v7(),
        resourceId: resource.id,
        repositoryId: resource.repositoryId,
        generation: 1,
        label: `${type}-${index}`,
        type,
        references: [],
        startedAtMicros: now - BigInt(sizes.length - index) * hour - minute,
        stoppedAtMicros: now - BigInt(sizes.length - index) * hour,
        startLsn: "0/1",
        stopLsn: "0/2",
        startSegment: "0",
        stopSegment: "0",
        timeline: 1,
        sizeBytes: BigInt(size),
        repositoryBytes: 1n,
        systemIdentifier: "1",
        postgresVersion: "15",
        state: index % 2 === 0 ? ("expired" as const) : ("present" as const),
      })),
    });
  }

  test("a set that is much smaller than those before it stands out, in the band's words", async () => {
    const resource = await addResource(control);
    const usual = Array.from({ length: 20 }, (_, index) => (40 + (index % 4)) * KiB);
    await addSets(resource, [...usual, 3 * KiB], "full");
    await addSets(resource, [KiB, 2 * KiB], "incr");
    const { points, bands, unit } = await seriesOf(resource, "backup-size", day);
    expect(points.filter(({ isOutlier }) => isOutlier).map(({ value }) => value)).toEqual([3 * KiB]);
    expect(bands.map(({ type }) => type)).toEqual(["full"]);
    expect(bands[0]?.low).toBeGreaterThan(20 * KiB);
    expect(bands[0]?.high).toBeLessThan(60 * KiB);
    expect(unit).toBe("bytes");
  });

  test("what happened before the span is what its first runs are compared with", async () => {
    const resource = await addResource(control);
    const usual = Array.from({ length: 20 }, () => 40 * KiB);
    await addSets(resource, [...usual, 3 * KiB], "full");
    const { points } = await seriesOf(resource, "backup-size", 90n * minute);
    expect(points).toEqual([expect.objectContaining({ value: 3 * KiB, isOutlier: true })]);
  });

  test("a set that was told to people when it was made stands out, and what was damaged is no measure", async () => {
    const resource = await addResource(control);
    await addSets(
      resource,
      Array.from({ length: 12 }, () => 40 * KiB),
      "full",
    );
    const [newest] = await control.owner.backupSet.findMany({
      where: { resourceId: resource.id },
      orderBy: { stoppedAtMicros: "desc" },
      take: 1,
    });
    await control.owner.backupSet.update({
      where: { id: newest?.id ?? "" },
      data: { anomalies: { size: { verdict: "drop" }, duration: null } },
    });
    const { points } = await seriesOf(resource, "backup-size", day);
    expect(points.map(({ isOutlier }) => isOutlier)).toEqual([...Array(11).fill(false), true]);
    const durations = await seriesOf(resource, "backup-duration", day);
    expect(durations.points.some(({ isOutlier }) => isOutlier)).toBe(false);
    const damaged = { where: { resourceId: resource.id }, data: { problem: "Damaged." } };
    await control.owner.backupSet.updateMany(damaged);
    expect((await seriesOf(resource, "backup-size", day)).bands).toEqual([]);
  });

  test("verifications that succeeded have a duration beside the sets", async () => {
    const resource = await addResource(control);
    await addSets(resource, [KiB], "incr");
    const finishedAt = toDate(control.clock.now() - minute);
    const add = (status: "succeeded" | "failed", seconds: number) =>
      control.owner.operation.create({
        data: {
          kind: "verify",
          status,
          host: "test-host",
          resourceId: resource.id,
          requestedBy: { name: "test" },
          startedAt: new Date(finishedAt.getTime() - seconds * 1000),
          finishedAt,
        },
      });
    await add("failed", 20);
    await add("succeeded", 30);
    const { points } = await seriesOf(resource, "backup-duration", 2n * hour);
    expect(points.map(({ type, value }) => [type, value])).toEqual([
      ["incr", 60_000],
      ["verify", 30_000],
    ]);
  });
});

describe("measured restores", () => {
  const rto = {
    approvalMs: 60_000,
    queueMs: 1_000,
    safetyMs: 0,
    restoreMs: 100_000,
    replayMs: 20_000,
    validationMs: 9_000,
  };

  async function addRestore(resource: SampleResource, ago: bigint, totalMs: number, details: object | null) {
    await control.owner.measurement.create({
      data: {
        resourceId: resource.id,
        kind: "rto",
        atMicros: control.clock.now() - ago,
        valueMs: BigInt(totalMs),
        ...(details && { details }),
      },
    });
  }

  test("show their phases, which add up to the whole", async () => {
    const resource = await addResource(control);
    await setTarget(resource, "rto", 180);
    await addRestore(resource, 2n * hour, 200_000, rto);
    await addRestore(resource, hour, 170_000, null);
    const { points, breaches } = await seriesOf(resource, "rto", day);
    expect(points[0]?.phases?.map(({ name }) => name)).toEqual([
      "approval",
      "queue",
      "copy",
      "replay",
      "check",
      "rest",
    ]);
    for (const { phases, value } of points) {
      expect(phases?.reduce((sum, { ms }) => sum + ms, 0)).toBe(value);
    }
    expect(breaches.map(({ worst }) => worst)).toEqual([200_000]);
  });

  test("a system takes as long as its resources one after the other, and nothing is promised of one never restored", async () => {
    const first = await addResource(control, { tier: "critical" });
    const second = await addResource(control, { tier: "critical" });
    await addRestore(first, hour, 190_000, { ...rto, dataBytes: 1000 });
    const critical = async () => {
      const { systems, complete } = await getObjectives(auditor.ctx, {});
      return { system: systems.find(({ tier }) => tier === "critical"), complete };
    };
    const before = await critical();
    expect(before.system).toMatchObject({
      projection: null,
      neverRestored: [second.name],
      targetSeconds: 3_600,
    });
    await addRestore(second, hour, 10_000, null);
    const after = await critical();
    expect(after.system?.projection?.midMs).toBe(200_000);
    expect(after.system?.neverRestored).toEqual([]);
    // Other tests registered resources that nobody ever restored.
    expect(after.complete).toMatchObject({ projection: null, targetSeconds: 7_200 });
    const firstBack = after.complete.resources.slice(0, 2).map(({ id }) => id);
    expect(firstBack.toSorted()).toEqual([first.id, second.id].toSorted());
  });
});
