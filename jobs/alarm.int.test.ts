import { afterAll, beforeAll, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addWebhook } from "#e2e/fixtures/sample-channels.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { freePort } from "#e2e/fixtures/scratch-cluster.ts";
import { testWorkerEnv } from "#e2e/fixtures/test-worker.ts";
import { until } from "#e2e/fixtures/until.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#e2e/fixtures/webhook-receiver.ts";
import { type RunningWorker, startWorker } from "#jobs/worker.ts";
import { listAlertDrills } from "#lib/channels/list-alert-drills.ts";
import { startAlertDrill } from "#lib/channels/start-alert-drill.ts";
import { updateDeadMan } from "#lib/channels/update-dead-man.ts";

let control: ControlDatabase;
let admin: Person;
let receiver: WebhookReceiver;
let worker: RunningWorker;
let port: number;

beforeAll(async () => {
  control = await createControlDatabase();
  admin = await addPerson(control, ["admin"]);
  receiver = await startWebhookReceiver();
  port = await freePort();
  const env = await testWorkerEnv(control);
  const metrics = { port, address: "127.0.0.1", tokenFile: null };
  worker = await startWorker({ ...env, origin: "https://holdfast.example", metrics });
});
afterAll(async () => {
  await worker.stop();
  await receiver.stop();
  await control.close();
});

test("a worker by itself rehearses the alarm, calls the dead-man address and offers metrics", async () => {
  await addWebhook(admin, `${receiver.origin}/alerts`, { minimumSeverity: "critical" });
  await updateDeadMan(admin.ctx, { url: `${receiver.origin}/ping`, allowPrivate: true });
  await startAlertDrill(admin.ctx, {});
  const drill = await until("the rehearsal to end", async () => {
    const { items } = await listAlertDrills(admin.ctx, {});
    return items.find(({ outcome }) => outcome !== null);
  });
  expect(drill.outcome).toBe("passed");
  const told = receiver.requests.filter(({ path }) => path === "/alerts").map(({ body }) => JSON.parse(body));
  expect(told.map(({ type }) => type)).toEqual(["alert.fired", "alert.resolved"]);
  expect(told[0].data.url).toMatch(/^https:\/\/holdfast\.example\/alerts\//);
  await until("the call", async () => receiver.requests.some(({ path }) => path === "/ping"));
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  for (const loop of ["scheduler", "evaluator", "outbox"]) {
    const age = Number(new RegExp(`holdfast_beat_age_seconds\\{loop="${loop}"\\} (\\S+)`).exec(metrics)?.[1]);
    expect(age).toBeLessThan(60);
  }
  expect(metrics).toContain('holdfast_deliveries{state="dead"} 0');
});
