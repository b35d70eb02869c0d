import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { addResource, auditOf, type SampleResource } from "#e2e/fixtures/sample-resources.ts";
import { testWorker } from "#e2e/fixtures/test-worker.ts";
import { evaluate } from "#jobs/evaluate.ts";
import { acknowledgeAlert } from "#lib/alerts/acknowledge-alert.ts";
import { createSilence } from "#lib/alerts/create-silence.ts";
import { endSilence } from "#lib/alerts/end-silence.ts";
import { getWatch } from "#lib/alerts/get-watch.ts";
import { listAlerts } from "#lib/alerts/list-alerts.ts";
import { recordAnomalies } from "#lib/alerts/record-anomalies.ts";
import type { AlertRuleId } from "#lib/alerts/schema.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { v7 } from "#lib/format/uuid.ts";
import { getHealth } from "#lib/request/get-health.ts";

let control: ControlDatabase;
let operator: Person;
let auditor: Person;
let resource: SampleResource;
let workers: Awaited<ReturnType<typeof testWorker>>[];

beforeAll(async () => {
  control = await createControlDatabase({ workerConnections: 6 });
  operator = await addPerson(control, ["operator"]);
  auditor = await addPerson(control, ["auditor"]);
  workers = [await testWorker(control, "first"), await testWorker(control, "second")];
  await control.owner.channel.create({
    data: { name: "on call", kind: "webhook", settings: {}, secrets: "sealed", minimumSeverity: "warning" },
  });
});
afterAll(() => control.close());
beforeEach(async () => {
  // One test's troubles are not the next one's.
  await control.owner.delivery.deleteMany();
  await control.owner.alert.deleteMany();
  await control.owner.slot.deleteMany();
  await control.owner.operation.deleteMany();
  await control.owner.backupSet.deleteMany();
  await control.owner.silence.deleteMany();
  await control.owner.resource.updateMany({ data: { state: "new" } });
  resource = await addResource(control);
});
afterEach(() => control.clock.reset());

const now = () => toDate(control.clock.now());

/** A worker that reports, as seen by the test's clock; then one round. */
async function round(): Promise<void> {
  await showWorker();
  await evaluate(first());
}

function first() {
  const [worker] = workers;
  if (!worker) throw new Error("there is no worker");
  return worker;
}

async function showWorker(): Promise<void> {
  const seen = { workerId: "w", startedAt: now(), lastSeenAt: now(), version: "1", engines: [], hooks: [] };
  await control.owner.worker.upsert({
    where: { host: TEST_HOST },
    create: { host: TEST_HOST, ...seen },
    update: seen,
  });
}

function finishOperation(status: "failed" | "succeeded", changes: { kind?: string; type?: string } = {}) {
  return control.owner.operation.create({
    data: {
      id: v7(),
      kind: changes.kind ?? "backup",
      status,
      host: TEST_HOST,
      resourceId: resource.id,
      input: { type: changes.type ?? "full", repositoryIds: [resource.repositoryId] },
      requestedBy: { id: null, name: "test", kind: "system" },
      createdAt: now(),
      startedAt: now(),
      finishedAt: now(),
      ...(status === "failed" && {
        errorCode: "ENGINE",
        errorMessage: "unable to write to the repository: no space left on device",
      }),
    },
  });
}

const alertsOf = (rule: AlertRuleId) =>
  control.owner.alert.findMany({ where: { rule, resourceId: resource.id }, orderBy: { startedAt: "asc" } });

async function told(): Promise<string[]> {
  const rows = await control.owner.delivery.findMany({ include: { alert: true }, orderBy: { id: "asc" } });
  return rows.map((row) => `${row.event} ${row.alert?.rule}`);
}

describe("a failed backup", () => {
  test("is told when its channel is switched on again, if it still holds", async () => {
    await control.owner.channel.updateMany({ data: { isEnabled: false } });
    await finishOperation("failed");
    await round();
    expect(await alertsOf("backup-failed")).toMatchObject([{ state: "firing", notifiedAt: null }]);
    expect(await told()).toEqual([]);
    await control.owner.channel.updateMany({ data: { isEnabled: true } });
    await round();
    await round();
    expect(await told()).toEqual(["fired backup-failed"]);
  });

  test("is told once, however many workers evaluate at once, in the engine's own words", async () => {
    await finishOperation("failed");
    await showWorker();
    await Promise.all([...workers, ...workers].map((worker) => evaluate(worker)));
    const [alert, ...others] = await alertsOf("backup-failed");
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ state: "firing", severity: "critical" });
    expect(alert?.summary).toContain("no space left on device");
    expect(await told()).toEqual(["fired backup-failed"]);
    const audited = await auditOf(control.owner, { subjectId: alert?.id });
    expect(audited.map(({ action }) => action)).toEqual(["alert.fire"]);
  });

  test("is over when one that contains it succeeded, and whoever was told is told that too", async () => {
    await finishOperation("failed", { type: "diff" });
    await round();
    control.clock.advance({ minutes: 1 });
    await finishOperation("succeeded", { type: "incr" });
    await round();
    expect(await alertsOf("backup-failed")).toMatchObject([{ state: "firing" }]);
    control.clock.advance({ minutes: 1 });
    await finishOperation("succeeded", { type: "full" });
    await round();
    const [alert] = await alertsOf("backup-failed");
    expect(alert).toMatchObject({ state: "resolved" });
    expect(await told()).toEqual(["fired backup-failed", "resolved backup-failed"]);
    const audited = await auditOf(control.owner, { subjectId: alert?.id });
    expect(audited.map(({ action }) => action)).toEqual(["alert.resolve", "alert.fire"]);
    const { items } = await listAlerts(auditor.ctx, { view: "history", resourceId: resource.id });
    expect(items).toMatchObject([{ rule: "backup-failed", deliveries: { sent: 0, pending: 2, dead: 0 } }]);
  });

  test("is acknowledged by whoever may, once, and stays open", async () => {
    await finishOperation("failed");
    await round();
    const [alert] = await alertsOf("backup-failed");
    const id = alert?.id ?? "";
    await expect(acknowledgeAlert(auditor.ctx, { id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const seen = await acknowledgeAlert(operator.ctx, { id, comment: "on it" });
    expect(seen).toMatchObject({ state: "firing", acknowledged: { by: operator.name, comment: "on it" } });
    await expect(acknowledgeAlert(operator.ctx, { id })).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "acknowledged",
    });
    await round();
    expect(await alertsOf("backup-failed")).toMatchObject([{ state: "firing" }]);
    expect((await auditOf(control.owner, { subjectId: id })).map(({ action }) => action)).toEqual([
      "alert.acknowledge",
      "access.deny",
      "alert.fire",
    ]);
  });
});

test("a stopped cluster is told after half a minute, comes back within the quiet time as the same, and ends after it", async () => {
  const see = (clusterState: "running" | "stopped") =>
    control.owner.resource.update({
      where: { id: resource.id },
      data: { factsAt: now(), facts: jsonColumn({ ...clusterSeen, clusterState }) },
    });
  await see("stopped");
  await round();
  expect(await alertsOf("cluster-down")).toMatchObject([{ state: "pending" }]);
  expect(await told()).toEqual([]);
  control.clock.advance({ seconds: 30 });
  await see("stopped");
  await round();
  expect(await told()).toEqual(["fired cluster-down"]);
  control.clock.advance({ seconds: 10 });
  await see("running");
  await round();
  control.clock.advance({ seconds: 10 });
  await see("stopped");
  await round();
  control.clock.advance({ seconds: 61 });
  // Nobody has looked for a minute: not seen is not well.
  await round();
  expect(await alertsOf("cluster-down")).toMatchObject([{ state: "firing", quietSince: null }]);
  await see("running");
  await round();
  control.clock.advance({ seconds: 30 });
  await see("running");
  await round();
  expect(await alertsOf("cluster-down")).toMatchObject([{ state: "resolved" }]);
  expect(await told()).toEqual(["fired cluster-down", "resolved cluster-down"]);
});

const clusterSeen = {
  clusterState: "running",
  stateReason: null,
  version: "15.8",
  majorVersion: 15,
  sizeBytes: 1,
  sessions: 0,
  freeBytes: 1,
  startOptions: [],
  archiver: null,
};

test("a silence keeps people from being told, not the alert from being seen; its end tells them", async () => {
  await expect(
    createSilence(auditor.ctx, { resourceId: resource.id, reason: "planned work", hours: 1 }),
  ).rejects.toMatchObject({ code: "FORBIDDEN" });
  const silence = await createSilence(operator.ctx, {
    resourceId: resource.id,
    reason: "planned work",
    hours: 1,
  });
  await finishOperation("failed");
  await round();
  const { items } = await listAlerts(auditor.ctx, { resourceId: resource.id });
  expect(items).toMatchObject([{ state: "firing", muted: `Silenced by ${operator.name}: planned work` }]);
  expect(await told()).toEqual([]);
  await endSilence(operator.ctx, { id: silence.id });
  await expect(endSilence(operator.ctx, { id: silence.id })).rejects.toMatchObject({ code: "CONFLICT" });
  await round();
  expect(await told()).toEqual(["fired backup-failed"]);
  expect((await auditOf(control.owner, { subjectId: silence.id })).map(({ action }) => action)).toEqual([
    "silence.end",
    "silence.create",
  ]);
});

test("a repository that cannot be read explains the failures of its resources, until it can be read again", async () => {
  const key = { resourceId: resource.id, repositoryId: resource.repositoryId };
  await control.owner.resourceRepository.updateMany({
    where: key,
    data: { readFailedSince: now(), readError: "The bucket does not answer." },
  });
  await finishOperation("failed");
  await round();
  control.clock.advance({ seconds: 30 });
  await round();
  expect(await told()).toEqual(["fired repository-unreachable"]);
  const { items } = await listAlerts(auditor.ctx, { resourceId: resource.id });
  expect(items[0]?.muted).toMatch(/^Follows from: .*The bucket does not answer/);
  await control.owner.resourceRepository.updateMany({ where: key, data: { readFailedSince: null } });
  await round();
  control.clock.advance({ seconds: 60 });
  await round();
  // What is told in one round has no order.
  expect((await told()).toSorted()).toEqual([
    "fired backup-failed",
    "fired repository-unreachable",
    "resolved repository-unreachable",
  ]);
});

test("a missed run is told; one that a pause left out is not; made good it is over", async () => {
  const policy = await control.owner.policy.create({ data: { name: `p-${v7()}`, rules: {} } });
  const miss = (missedCause: string, scheduleId: string) =>
    control.owner.slot.create({
      data: {
        id: v7(),
        policyId: policy.id,
        scheduleId,
        resourceId: resource.id,
        action: scheduleId,
        dueAtMicros: control.clock.now() - 120_000_000n,
        graceSeconds: 90,
        missedAt: now(),
        missedCause,
        missedWhy: "its worker was silent.",
      },
    });
  await miss("paused", "incr");
  const slot = await miss("worker-offline", "full");
  await round();
  const [alert, ...others] = await alertsOf("missed-run");
  expect(others).toEqual([]);
  expect(alert).toMatchObject({ state: "firing", severity: "critical" });
  expect(alert?.summary).toMatch(/full backup .* did not start in time: its worker was silent/);
  const { id } = await finishOperation("succeeded");
  await control.owner.slot.update({ where: { id: slot.id }, data: { operationId: id } });
  await round();
  expect(await alertsOf("missed-run")).toMatchObject([{ state: "resolved" }]);
});

test("a missed run is made good by a backup by hand that contains it, and by no lesser one", async () => {
  const policy = await control.owner.policy.create({ data: { name: `p-${v7()}`, rules: {} } });
  await control.owner.slot.create({
    data: {
      id: v7(),
      policyId: policy.id,
      scheduleId: "diff",
      resourceId: resource.id,
      action: "diff",
      dueAtMicros: control.clock.now() - 120_000_000n,
      graceSeconds: 90,
      missedAt: now(),
      missedCause: "worker-offline",
    },
  });
  await finishOperation("succeeded", { type: "incr" });
  await round();
  expect(await alertsOf("missed-run")).toMatchObject([{ state: "firing" }]);
  await finishOperation("succeeded", { type: "full" });
  await round();
  expect(await alertsOf("missed-run")).toMatchObject([{ state: "resolved" }]);
});

test("a set half as large as the one before it says what was expected and what came", async () => {
  const gib = 1024n ** 3n;
  const label = (day: number) => `202611${String(day).padStart(2, "0")}-020000F`;
  for (let day = 1; day <= 10; day++) {
    const stoppedAtMicros = control.clock.now() - BigInt(11 - day) * 86_400_000_000n;
    await control.owner.backupSet.create({
      data: {
        resourceId: resource.id,
        repositoryId: resource.repositoryId,
        generation: 1,
        label: label(day),
        type: "full",
        references: [],
        startedAtMicros: stoppedAtMicros - 600_000_000n,
        stoppedAtMicros,
        startLsn: "0/1",
        stopLsn: "0/2",
        startSegment: "0".repeat(24),
        stopSegment: "0".repeat(24),
        timeline: 1,
        sizeBytes: day === 10 ? 3n * gib : 42n * gib + BigInt(day) * (gib / 10n),
        repositoryBytes: gib,
        systemIdentifier: "1",
        postgresVersion: "15",
      },
    });
  }
  const key = { resourceId: resource.id, repositoryId: resource.repositoryId, generation: 1 };
  for (const day of [9, 10]) {
    await control.worker().db.$transaction((tx) => recordAnomalies(tx, { ...key, label: label(day) }));
  }
  await round();
  const [alert] = await alertsOf("size-anomaly");
  expect(alert).toMatchObject({ state: "firing", severity: "warning" });
  expect(alert?.summary).toMatch(/expected 3\d–5\d GiB, got 3\.0 GiB/);
  expect(await alertsOf("duration-anomaly")).toEqual([]);
});

test("a silent worker is told within two minutes, and when none is left the health check says so to strangers", async () => {
  await round();
  control.clock.advance({ seconds: 65 });
  await evaluate(first());
  control.clock.advance({ seconds: 30 });
  await evaluate(first());
  expect(await told()).toEqual(["fired worker-offline"]);
  expect(await getHealth(auditor.ctx, {})).toMatchObject({ status: "ok" });
  control.clock.advance({ seconds: 30 });
  const health = await getHealth(auditor.ctx, {});
  expect(health).toMatchObject({ status: "unavailable" });
  expect(health.problems.join()).toMatch(/No worker has reported for 2 min/);
  expect(health.problems.join()).not.toContain(TEST_HOST);
  expect(await getWatch(auditor.ctx, {})).toMatchObject({ isWatching: false, firing: { critical: 1 } });
});

test("an audit trail that cannot be written, or could be changed, is told all the same", async () => {
  const grant = (statement: string) => control.owner.$executeRawUnsafe(statement);
  await finishOperation("failed");
  await grant("REVOKE INSERT ON audit_entries FROM holdfast_worker");
  try {
    await round();
    expect(await told()).toEqual(["fired audit-failing"]);
  } finally {
    await grant("GRANT INSERT ON audit_entries TO holdfast_worker");
  }
  await round();
  expect((await told()).toSorted()).toEqual(["fired audit-failing", "fired backup-failed"]);
  await grant("GRANT DELETE ON audit_entries TO holdfast_web");
  try {
    control.clock.advance({ seconds: 40 });
    await round();
    expect(await control.owner.alert.findMany({ where: { rule: "audit-failing" } })).toMatchObject([
      { state: "firing", quietSince: null },
    ]);
  } finally {
    await grant("REVOKE DELETE ON audit_entries FROM holdfast_web");
  }
});
