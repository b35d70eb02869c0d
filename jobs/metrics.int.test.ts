import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { addAlert, addWebhook, tell } from "#e2e/fixtures/sample-channels.ts";
import { addPerson } from "#e2e/fixtures/sample-people.ts";
import { addResource } from "#e2e/fixtures/sample-resources.ts";
import { testWorker } from "#e2e/fixtures/test-worker.ts";
import { beat } from "#jobs/beat.ts";
import { metricDefinitions } from "#jobs/metrics/definitions.ts";
import { renderMetrics } from "#jobs/metrics/render-metrics.ts";
import { startMetrics } from "#jobs/metrics.ts";
import { reportWorker } from "#jobs/report-worker.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { toDate } from "#lib/db/rows.ts";
import { v7 } from "#lib/format/uuid.ts";

const TOKEN = "a token of more than twenty characters";
let control: ControlDatabase;
let worker: WorkerContext;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  control = await createControlDatabase();
  worker = await testWorker(control, "w-1");
});
afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
  await control.close();
});

async function values(): Promise<Map<string, number>> {
  const { text } = await renderMetrics(worker);
  const lines = text.split("\n").filter((line) => line.startsWith("holdfast_"));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.split(" ").at(-1))]));
}

async function serve(changes: { tokenFile?: string } = {}) {
  const metrics = { port: 0, address: "127.0.0.1", tokenFile: null, ...changes };
  const served = await startMetrics({ ...worker, env: { ...worker.env, metrics } }, () => undefined);
  if (!served) throw new Error("It is off.");
  stops.push(served.stop);
  return `http://127.0.0.1:${served.port}/metrics`;
}

describe("what is told about a resource", () => {
  test("is what is promised, measured, kept and missed; what is not known has no number", async () => {
    const resource = await addResource(control);
    const now = control.clock.now();
    const id = resource.id;
    await control.owner.objective.createMany({
      data: [
        { resourceId: id, kind: "rpo", targetSeconds: 300 },
        { resourceId: id, kind: "rto", targetSeconds: 1800 },
      ],
    });
    const label = `{resource="${resource.name}"}`;
    const before = await values();
    expect(before.get(`holdfast_rpo_objective_seconds${label}`)).toBe(300);
    expect(before.get(`holdfast_rpo_known${label}`)).toBe(0);
    for (const name of [
      "rpo_seconds",
      "rto_seconds",
      "last_proven_restore_age_seconds",
      "runs_success_ratio",
    ]) {
      expect(before.has(`holdfast_${name}${label}`)).toBe(false);
    }

    await control.owner.measurement.create({
      data: { resourceId: id, kind: "rto", atMicros: now, valueMs: 95_500n },
    });
    await control.owner.backupSet.create({ data: sampleSet(resource, now) });
    await addRuns(id, now, ["succeeded", "succeeded", "succeeded", "missed"]);
    const after = await values();
    expect(after.get(`holdfast_rto_seconds${label}`)).toBe(95.5);
    expect(after.get(`holdfast_rto_objective_seconds${label}`)).toBe(1800);
    const age = after.get(`holdfast_last_backup_age_seconds{resource="${resource.name}",type="full"}`);
    expect(age).toBeGreaterThanOrEqual(3600);
    expect(age).toBeLessThan(3700);
    expect(after.get(`holdfast_last_proven_restore_age_seconds${label}`)).toBeGreaterThanOrEqual(1800);
    expect(after.get(`holdfast_runs_success_ratio${label}`)).toBe(0.75);
    expect(after.get(`holdfast_runs_missed${label}`)).toBe(1);
    const repository = [...after].find(
      ([name]) => name.includes("repository_bytes{") && name.includes("vault-"),
    );
    expect(repository?.[1]).toBe(1_000_000);
  });
});

test("the watch itself is told: loops, workers, alerts, messages and the queue", async () => {
  await beat(worker, "outbox");
  await reportWorker(worker);
  const admin = await addPerson(control, ["admin"]);
  const hook = await addWebhook(admin, "https://hooks.example.com/secret-path", { allowPrivate: false });
  await tell(control, [hook.id]);
  await addAlert(control);
  const told = await values();
  expect(told.get('holdfast_beat_age_seconds{loop="outbox"}')).toBeLessThan(10);
  expect(told.get(`holdfast_worker_up{host="${TEST_HOST}"}`)).toBe(1);
  expect(told.get('holdfast_alerts_firing{severity="critical"}')).toBe(1);
  expect(told.get('holdfast_alerts_firing{severity="warning"}')).toBe(0);
  expect(told.get('holdfast_deliveries{state="pending"}')).toBe(1);
  expect(told.get("holdfast_delivery_due_age_seconds")).toBeGreaterThanOrEqual(0);
  expect(told.get("holdfast_operations_queued")).toBe(1);
  control.clock.advance({ minutes: 2 });
  const later = await values();
  expect(later.get(`holdfast_worker_up{host="${TEST_HOST}"}`)).toBe(0);
  expect(later.get('holdfast_beat_age_seconds{loop="outbox"}')).toBeGreaterThan(119);
  control.clock.reset();
});

describe("/metrics", () => {
  test("names every metric with its help, in the form Prometheus asks for", async () => {
    const response = await fetch(await serve());
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/plain");
    const text = await response.text();
    for (const [name, { help }] of Object.entries(metricDefinitions)) {
      expect(text).toContain(`# HELP ${name} ${help}`);
      expect(text).toContain(`# TYPE ${name} gauge`);
    }
  });

  test("answers only whoever has the token, when there is one", async () => {
    const tokenFile = join(worker.env.directory, "metrics.token");
    await writeFile(tokenFile, `${TOKEN}\n`);
    const url = await serve({ tokenFile });
    const ask = async (authorization?: string) =>
      (await fetch(url, { headers: authorization ? { authorization } : {} })).status;
    expect(await ask()).toBe(401);
    expect(await ask("Bearer wrong")).toBe(401);
    expect(await ask(`Basic ${TOKEN}`)).toBe(401);
    expect(await ask(`Bearer ${TOKEN}x`)).toBe(401);
    expect(await ask(`Bearer ${TOKEN}`)).toBe(200);
  });

  test("does not start with a weak or missing token, or on a port that is taken", async () => {
    const tokenFile = join(worker.env.directory, "weak.token");
    await writeFile(tokenFile, "short");
    await expect(serve({ tokenFile })).rejects.toMatchObject({ reason: "metrics-token" });
    await expect(serve({ tokenFile: "/nowhere" })).rejects.toMatchObject({ reason: "metrics-token" });
    const port = Number(new URL(await serve()).port);
    const metrics = { port, address: "127.0.0.1", tokenFile: null };
    const again = startMetrics({ ...worker, env: { ...worker.env, metrics } }, () => undefined);
    await expect(again).rejects.toMatchObject({ reason: "metrics-port" });
  });
});

function sampleSet(resource: { id: string; repositoryId: string }, now: bigint) {
  const stoppedAtMicros = now - 3_600_000_000n;
  return {
    resourceId: resource.id,
    repositoryId: resource.repositoryId,
    generation: 1,
    label: "20261122-020000F",
    type: "full",
    references: [],
    startedAtMicros: stoppedAtMicros - 60_000_000n,
    stoppedAtMicros,
    startLsn: "0/2000028",
    stopLsn: "0/2000100",
    startSegment: "000000010000000000000002",
    stopSegment: "000000010000000000000002",
    timeline: 1,
    sizeBytes: 4_000_000n,
    repositoryBytes: 1_000_000n,
    systemIdentifier: "7000000000000000001",
    postgresVersion: "15",
    restoredAt: toDate(now - 1_800_000_000n),
  };
}

async function addRuns(resourceId: string, now: bigint, ends: ("succeeded" | "missed")[]): Promise<void> {
  const { id: policyId } = await control.owner.policy.create({ data: { name: v7(), rules: {} } });
  for (const [index, end] of ends.entries()) {
    const operation = await control.owner.operation.create({
      data: {
        kind: "backup",
        host: TEST_HOST,
        resourceId,
        status: end === "missed" ? "queued" : end,
        requestedBy: { name: "test" },
      },
    });
    await control.owner.slot.create({
      data: {
        id: v7(),
        policyId,
        resourceId,
        scheduleId: "full",
        action: "full",
        dueAtMicros: now - BigInt(index + 1) * 86_400_000_000n,
        graceSeconds: 90,
        operationId: operation.id,
        missedAt: end === "missed" ? toDate(now) : null,
        missedCause: end === "missed" ? "worker-offline" : null,
      },
    });
  }
}
