import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { deliverRound } from "#e2e/fixtures/deliver-round.ts";
import { addWebhook } from "#e2e/fixtures/sample-channels.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { auditOf } from "#e2e/fixtures/sample-resources.ts";
import { testWorker } from "#e2e/fixtures/test-worker.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#e2e/fixtures/webhook-receiver.ts";
import { evaluate } from "#jobs/evaluate.ts";
import { runDrills } from "#jobs/run-drills.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { listAlertDrills } from "#lib/channels/list-alert-drills.ts";
import { startAlertDrill } from "#lib/channels/start-alert-drill.ts";

let control: ControlDatabase;
let admin: Person;
let worker: WorkerContext;
let receiver: WebhookReceiver;

beforeAll(async () => {
  control = await createControlDatabase();
  admin = await addPerson(control, ["admin"]);
  worker = await testWorker(control, "w-1");
});
afterAll(() => control.close());
beforeEach(async () => {
  receiver = await startWebhookReceiver();
  await control.owner.delivery.deleteMany();
  await control.owner.channel.deleteMany();
  await control.owner.alertDrill.deleteMany();
});
afterEach(async () => {
  await receiver.stop();
  control.clock.reset();
});

const addChannel = (name: string) =>
  addWebhook(admin, `${receiver.origin}/${name}`, { name, minimumSeverity: "critical" });

/** What a worker's loops do, once each. */
async function goRound(): Promise<void> {
  await evaluate(worker);
  await deliverRound(worker);
  await runDrills(worker);
}

async function newestDrill() {
  const { items } = await listAlertDrills(admin.ctx, {});
  const [newest] = items;
  if (!newest) throw new Error("There was no drill.");
  return newest;
}

const heard = (name: string): string[] =>
  receiver.requests.filter(({ path }) => path === `/${name}`).map(({ body }) => JSON.parse(body).type);

test("a rehearsal takes the way of a real alarm to every channel and back, and has passed only then", async () => {
  await Promise.all([addChannel("ops"), addChannel("boss")]);
  const { id } = await startAlertDrill(admin.ctx, {});
  await goRound();
  expect(heard("ops")).toEqual(["alert.fired"]);
  expect(await newestDrill()).toMatchObject({ id, outcome: null, finishedAt: null });
  control.clock.advance({ seconds: 5 });
  await goRound();
  for (const name of ["ops", "boss"]) expect(heard(name)).toEqual(["alert.fired", "alert.resolved"]);
  const drill = await newestDrill();
  expect(drill).toMatchObject({ id, outcome: "passed", requestedBy: admin.name });
  expect(drill.channels.every(({ sentAt, error }) => sentAt !== null && error === null)).toBe(true);
  const alert = await control.owner.alert.findFirstOrThrow({ where: { fingerprint: `alert-drill:${id}` } });
  expect(alert).toMatchObject({ rule: "alert-drill", state: "resolved" });
  const entries = await auditOf(control.owner, { subjectId: id });
  expect(entries).toMatchObject([
    { action: "alert.drill", outcome: "done", details: { sentence: expect.stringContaining("passed") } },
    { action: "alert.drill", outcome: "done", actorName: admin.name },
  ]);
  await goRound();
  expect(receiver.requests).toHaveLength(4);
});

test("one channel that does not accept fails it, by name and with the reason, within ten minutes", async () => {
  await Promise.all([addChannel("ops"), addChannel("boss")]);
  receiver.answerTo = ({ path }) => ({ status: path === "/boss" ? 500 : 200 });
  await startAlertDrill(admin.ctx, {});
  for (let minute = 0; minute < 10; minute += 1) {
    await goRound();
    expect((await newestDrill()).outcome).toBeNull();
    control.clock.advance({ minutes: 1 });
  }
  await goRound();
  const drill = await newestDrill();
  expect(drill.outcome).toBe("failed");
  const boss = drill.channels.find(({ name }) => name === "boss");
  expect(boss).toMatchObject({ sentAt: null, error: expect.stringContaining("answered 500") });
  expect(drill.channels.find(({ name }) => name === "ops")).toMatchObject({ error: null });
});

test("it fails too when nobody evaluates alerts", async () => {
  await addChannel("ops");
  const { id } = await startAlertDrill(admin.ctx, {});
  control.clock.advance({ minutes: 10, seconds: 1 });
  await deliverRound(worker);
  await runDrills(worker);
  const drill = await newestDrill();
  expect(drill).toMatchObject({
    outcome: "failed",
    channels: [{ error: expect.stringContaining("evaluated") }],
  });
  expect(receiver.requests).toEqual([]);
  expect(await auditOf(control.owner, { subjectId: id })).toMatchObject([
    { outcome: "failed", details: { sentence: expect.stringContaining("ops") } },
    { outcome: "done" },
  ]);
});

test("it runs by itself once a month, whichever worker comes first", async () => {
  const other = await testWorker(control, "w-2");
  const look = () => Promise.all([worker, other, worker].map((each) => runDrills(each)));
  await addChannel("ops");
  await look();
  expect(await control.owner.alertDrill.count()).toBe(0);
  control.clock.advance({ hours: 25 });
  await look();
  expect(await control.owner.alertDrill.count()).toBe(1);
  expect((await newestDrill()).requestedBy).toBe("test worker");
  await goRound();
  await goRound();
  expect((await newestDrill()).outcome).toBe("passed");
  control.clock.advance({ days: 29 });
  await look();
  expect(await control.owner.alertDrill.count()).toBe(1);
  control.clock.advance({ days: 1, minutes: 1 });
  await look();
  expect(await control.owner.alertDrill.count()).toBe(2);
});
