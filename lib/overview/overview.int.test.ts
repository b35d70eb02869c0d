import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { addRequest } from "#e2e/fixtures/sample-requests.ts";
import { addResource, type SampleResource } from "#e2e/fixtures/sample-resources.ts";
import { toDate } from "#lib/db/rows.ts";
import { listMeasurements } from "#lib/objectives/list-measurements.ts";
import { getOverview } from "#lib/overview/get-overview.ts";
import { getResourceStatus } from "#lib/overview/get-resource-status.ts";
import { getRecovery } from "#lib/recovery/get-recovery.ts";
import type { RecoveryWindow } from "#lib/recovery/schema.ts";

let control: ControlDatabase;
let auditor: Person;
beforeAll(async () => {
  control = await createControlDatabase();
  auditor = await addPerson(control, ["auditor"]);
});
afterAll(() => control.close());
afterEach(() => control.clock.reset());

async function showWorker() {
  const lastSeenAt = toDate(control.clock.now());
  const worker = { workerId: "w", startedAt: lastSeenAt, lastSeenAt, version: "1", engines: [], hooks: [] };
  await control.owner.worker.upsert({
    where: { host: TEST_HOST },
    create: { host: TEST_HOST, ...worker },
    update: worker,
  });
}

function sample(resource: SampleResource, secondsAgo: number, lsn: string, snapshot: string, timeline = 1) {
  const atMicros = control.clock.now() - BigInt(secondsAgo) * 1_000_000n;
  return control.owner.positionSample.create({
    data: { resourceId: resource.id, atMicros, lsn, timeline, snapshot },
  });
}

async function archivedTo(resource: SampleResource, lsn: string, timeline = 1) {
  const micros = (control.clock.now() - 3_600_000_000n).toString();
  const window: RecoveryWindow = {
    repositoryId: resource.repositoryId,
    computedAtMicros: micros,
    currentTimeline: timeline,
    ranges: [
      {
        timeline,
        baseLabel: "20261122-020000F",
        fromLsn: "0/1",
        toLsn: lsn,
        fromMicros: micros,
        toMicros: micros,
      },
    ],
    gaps: [],
    newest: {
      lsn,
      segment: "000000010000000000000005",
      commitMicros: micros,
      timeline,
    },
  };
  const key = { resourceId: resource.id, repositoryId: resource.repositoryId };
  const computed = { computedAtMicros: BigInt(micros), window };
  await control.owner.recoveryWindow.upsert({
    where: { resourceId_repositoryId: key },
    create: { ...key, ...computed },
    update: computed,
  });
}

/** The clock runs on while the database answers. */
function expectSeconds(loss: Awaited<ReturnType<typeof lossOf>>, seconds: number): void {
  const found = loss.kind === "known" ? loss.lossMs / 1_000 : Number.NaN;
  expect(found).toBeGreaterThanOrEqual(seconds);
  expect(found).toBeLessThan(seconds + 10);
}

async function lossOf(resource: SampleResource) {
  return (await getResourceStatus(auditor.ctx, { id: resource.id })).rpo;
}

describe("possible loss, from what was seen and what is archived (M11)", () => {
  test("an idle database whose WAL is safe loses nothing, however old its last commit", async () => {
    const resource = await addResource(control);
    await archivedTo(resource, "0/5000060");
    await sample(resource, 3_000, "0/5000028", "700:700:");
    await sample(resource, 5, "0/5000090", "700:700:");
    expect(await lossOf(resource)).toMatchObject({ kind: "known", lossMs: 0 });
  });

  test("with a stuck archiver it is the age of the newest look that is safe, and grows", async () => {
    const resource = await addResource(control);
    await archivedTo(resource, "0/5000060");
    await sample(resource, 600, "0/5000060", "700:700:");
    await sample(resource, 590, "0/5000061", "701:701:");
    await sample(resource, 5, "0/9000000", "900:900:");
    const before = await lossOf(resource);
    expectSeconds(before, 600);
    control.clock.advance({ seconds: 30 });
    const after = await lossOf(resource);
    expectSeconds(after, 630);
  });

  test("positions are compared as positions, not as text", async () => {
    const resource = await addResource(control);
    await archivedTo(resource, "A/0");
    await sample(resource, 60, "9/FFFFFFFF", "700:700:");
    await sample(resource, 30, "10/0", "701:701:");
    await sample(resource, 5, "10/28", "702:702:");
    const loss = await lossOf(resource);
    expectSeconds(loss, 60);
  });

  test("what another timeline archived makes nothing of this one safe", async () => {
    const resource = await addResource(control);
    await archivedTo(resource, "0/9000000", 1);
    await sample(resource, 5, "0/5000060", "700:700:", 2);
    expect(await lossOf(resource)).toMatchObject({ kind: "unknown" });
  });

  test("unseen for a while it is unknown, and the resource is not good", async () => {
    const resource = await addResource(control);
    await archivedTo(resource, "0/5000060");
    await sample(resource, 46, "0/5000028", "700:700:");
    await showWorker();
    const status = await getResourceStatus(auditor.ctx, { id: resource.id });
    expect(status.rpo).toMatchObject({ kind: "unknown" });
    expect(status).toMatchObject({ state: "unknown", words: ["Possible loss unknown", "Never restored"] });
  });
});

describe("the overview", () => {
  test("shows every resource with its state in words, silent workers and what waits for approval", async () => {
    await showWorker();
    const resource = await addResource(control);
    await addRequest(control, { resource });
    const seen = await getOverview(auditor.ctx, {});
    expect(seen.waitingApprovals).toBe(1);
    expect(seen.workers).toMatchObject([{ host: TEST_HOST, isOnline: true }]);
    const row = seen.resources.find((each) => each.resource.id === resource.id);
    expect(row).toMatchObject({ state: "bad", words: expect.arrayContaining(["Nothing can be restored"]) });
    control.clock.advance({ hours: 25 });
    const later = await getOverview(auditor.ctx, {});
    expect(later.waitingApprovals).toBe(0);
    expect(later.workers[0]?.isOnline).toBe(false);
    expect(later.resources[0]?.words).toContain("Worker silent");
  });

  test("a failure stays until what makes it good succeeds (U10): a full backup is not made good by a lesser one", async () => {
    await showWorker();
    const resource = await addResource(control);
    const end = (kind: string, status: "failed" | "succeeded", minute: number, type?: string) => {
      const at = new Date(Date.UTC(2026, 10, 22, 2, minute));
      return control.owner.operation.create({
        data: {
          kind,
          status,
          host: TEST_HOST,
          resourceId: resource.id,
          input: { ...(type && { type }), repositoryIds: [resource.repositoryId] },
          requestedBy: { name: "test" },
          createdAt: at,
          finishedAt: at,
        },
      });
    };
    const pinned = async () => {
      const { failures, words } = await getResourceStatus(auditor.ctx, { id: resource.id });
      return [failures.map(({ kind }) => kind), words.filter((word) => word.endsWith(" failed"))];
    };
    await end("backup", "failed", 1, "full");
    await end("backup", "succeeded", 2, "incr");
    await end("verify", "failed", 3);
    expect(await pinned()).toEqual([
      ["backup", "verify"],
      ["Backup failed", "Verification failed"],
    ]);
    await end("backup", "succeeded", 4, "full");
    expect(await pinned()).toEqual([["verify"], ["Verification failed"]]);
    await end("verify", "succeeded", 5);
    expect(await pinned()).toEqual([[], []]);
    await end("set-up-resource", "failed", 6);
    expect(await pinned()).toEqual([["set-up-resource"], ["Set-up failed"]]);
  });

  test("counts what fires and what was missed, and says what runs next, after a pause that is on", async () => {
    const resource = await addResource(control);
    const rules = {
      schedules: [{ id: "full", action: "full", cron: "0 2 * * *", zone: "UTC" }],
      retention: { full: { keepDays: 90 }, diff: {}, incr: {} },
      objectives: { rpoSeconds: 300, rtoSeconds: 1800 },
    };
    const policy = await control.owner.policy.create({ data: { name: resource.name, rules } });
    const now = toDate(control.clock.now());
    await control.owner.resource.update({ where: { id: resource.id }, data: { policyId: policy.id } });
    const told = { subject: "s", summary: "s", startedAt: now, firedAt: now, lastSeenAt: now };
    await control.owner.alert.createMany({
      data: (["wal-archiving", "size-anomaly"] as const).map((rule) => ({
        ...told,
        fingerprint: `${rule}:${resource.id}`,
        rule,
        severity: rule === "wal-archiving" ? ("critical" as const) : ("warning" as const),
        state: "firing" as const,
        resourceId: resource.id,
      })),
    });
    await control.owner.slot.create({
      data: {
        id: resource.id,
        policyId: policy.id,
        scheduleId: "full",
        resourceId: resource.id,
        action: "full",
        dueAtMicros: control.clock.now() - 600_000_000n,
        graceSeconds: 90,
        missedAt: now,
        missedCause: "worker-offline",
      },
    });
    const status = await getResourceStatus(auditor.ctx, { id: resource.id });
    expect(status).toMatchObject({ openAlerts: { critical: 1, warning: 1 }, missedRuns: 1, state: "bad" });
    expect(status.words).toEqual(
      expect.arrayContaining(["WAL archiving broken", "Run missed", "Unusual size"]),
    );
    const next = BigInt(status.nextRun?.dueAtMicros ?? 0);
    expect(toDate(next).toISOString()).toMatch(/T02:00:00/);
    await control.owner.pause.create({
      data: {
        resourceId: resource.id,
        reason: "moving house",
        pausedBy: { name: "test" },
        expiresAt: new Date(now.getTime() + 48 * 3_600_000),
      },
    });
    const paused = await getResourceStatus(auditor.ctx, { id: resource.id });
    expect(BigInt(paused.nextRun?.dueAtMicros ?? 0) - next).toBe(2n * 86_400_000_000n);
  });

  test("time to restore comes from real restores only", async () => {
    const resource = await addResource(control);
    expect((await getResourceStatus(auditor.ctx, { id: resource.id })).rto).toBeNull();
    const at = control.clock.now();
    await control.owner.measurement.createMany({
      data: [30_000n, 10_000n, 20_000n].map((valueMs, index) => ({
        resourceId: resource.id,
        kind: "rto" as const,
        atMicros: at + BigInt(index),
        valueMs,
      })),
    });
    expect((await getResourceStatus(auditor.ctx, { id: resource.id })).rto).toMatchObject({
      lowMs: 10_000,
      highMs: 30_000,
      lastMs: 20_000,
      count: 3,
    });
    const measured = await listMeasurements(auditor.ctx, { id: resource.id, kind: "rto" });
    expect(measured.items.map(({ valueMs }) => valueMs)).toEqual([30_000, 10_000, 20_000]);
  });

  test("the timeline of a resource marks what was restored and what failed", async () => {
    const resource = await addResource(control);
    await archivedTo(resource, "0/5000060");
    await control.owner.operation.create({
      data: {
        kind: "backup",
        status: "failed",
        host: TEST_HOST,
        resourceId: resource.id,
        requestedBy: { name: "test" },
        finishedAt: new Date(),
        errorMessage: "The disk is full.",
      },
    });
    const { windows, sets, markers } = await getRecovery(auditor.ctx, { id: resource.id });
    expect(windows).toHaveLength(1);
    expect(sets).toEqual([]);
    expect(markers).toMatchObject([{ kind: "failed", text: "backup failed: The disk is full." }]);
  });

  test("the timeline of a resource marks alerts that somebody had to look at, and none that an operation tells", async () => {
    const resource = await addResource(control);
    const startedAt = new Date("2026-11-22T04:05:10Z");
    const alert = {
      resourceId: resource.id,
      state: "resolved",
      severity: "critical",
      subject: resource.name,
      summary: "x",
      startedAt,
      firedAt: startedAt,
      lastSeenAt: startedAt,
      resolvedAt: new Date("2026-11-22T04:06:00Z"),
    } as const;
    const cause = await control.owner.alert.create({
      data: { ...alert, rule: "wal-archiving", fingerprint: "1" },
    });
    await control.owner.alert.createMany({
      data: [
        { ...alert, rule: "rpo-breached", fingerprint: "2", inhibitedById: cause.id },
        { ...alert, rule: "backup-failed", fingerprint: "3" },
        { ...alert, rule: "backup-completed", fingerprint: "4", severity: "info" },
        {
          ...alert,
          rule: "cluster-down",
          fingerprint: "5",
          state: "pending",
          firedAt: null,
          resolvedAt: null,
        },
        {
          ...alert,
          rule: "missed-run",
          fingerprint: "6",
          state: "firing",
          severity: "warning",
          resolvedAt: null,
        },
      ],
    });
    const { markers } = await getRecovery(auditor.ctx, { id: resource.id });
    const atMicros = (BigInt(startedAt.getTime()) * 1000n).toString();
    expect(markers.toSorted((a, b) => (a.text < b.text ? -1 : 1))).toEqual([
      { atMicros, kind: "alert", text: "Scheduled run missed, still open" },
      { atMicros, kind: "alert", text: "WAL archiving broken, 50 s" },
    ]);
  });
});
