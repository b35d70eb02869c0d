import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addWebhook, tell } from "#e2e/fixtures/sample-channels.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { testWorker } from "#e2e/fixtures/test-worker.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#e2e/fixtures/webhook-receiver.ts";
import { beat } from "#jobs/beat.ts";
import { pingDeadMan } from "#jobs/ping-dead-man.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { getDeadMan } from "#lib/channels/get-dead-man.ts";
import { updateDeadMan } from "#lib/channels/update-dead-man.ts";

const loops = ["scheduler", "evaluator", "outbox"] as const;
const never = new AbortController().signal;

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
  await control.owner.deadManSwitch.deleteMany();
  await control.owner.delivery.deleteMany();
  await updateDeadMan(admin.ctx, { url: `${receiver.origin}/ping/secret-path`, allowPrivate: true });
});
afterEach(async () => {
  await receiver.stop();
  control.clock.reset();
});

async function allIsWell(): Promise<void> {
  for (const loop of loops) await beat(worker, loop);
}

const calls = () => receiver.requests.length;

test("while all is well it is called once a minute, however many workers look", async () => {
  const others = await Promise.all([testWorker(control, "w-2"), testWorker(control, "w-3")]);
  for (const minute of [1, 2, 3]) {
    await allIsWell();
    await Promise.all([worker, ...others, worker].map((each) => pingDeadMan(each, never)));
    expect(calls()).toBe(minute);
    control.clock.advance({ seconds: 30 });
    await pingDeadMan(worker, never);
    expect(calls()).toBe(minute);
    control.clock.advance({ seconds: 30 });
  }
  expect(receiver.requests[0]).toMatchObject({ method: "GET", path: "/ping/secret-path" });
  const told = await getDeadMan(admin.ctx, {});
  expect(told.lastSuccessAt).not.toBeNull();
  expect(told.lastFailure).toBeNull();
});

test("a worker whose clock is a moment behind takes no turn of its own; a clock that was set back does not end the calls", async () => {
  await allIsWell();
  await pingDeadMan(worker, never);
  control.clock.advance({ seconds: -1 });
  await pingDeadMan(worker, never);
  expect(calls()).toBe(1);
  control.clock.advance({ minutes: -10 });
  await allIsWell();
  await pingDeadMan(worker, never);
  expect(calls()).toBe(2);
});

test.each(loops)("the calls stop when the %s stands still, come back with it, and say why", async (stuck) => {
  await allIsWell();
  await pingDeadMan(worker, never);
  expect(calls()).toBe(1);
  for (const minute of [1, 2]) {
    control.clock.advance({ minutes: 1 });
    for (const loop of loops) if (loop !== stuck) await beat(worker, loop);
    await pingDeadMan(worker, never);
    expect(calls(), `minute ${minute}`).toBe(1);
  }
  expect((await getDeadMan(admin.ctx, {})).lastFailure).toMatch(
    new RegExp(`^Not called: the ${stuck}.* 2 min`),
  );
  control.clock.advance({ minutes: 1 });
  await allIsWell();
  await pingDeadMan(worker, never);
  expect(calls()).toBe(2);
});

test("they stop while a message has been due for five minutes, but not for one that waits for its next attempt", async () => {
  const hook = await addWebhook(admin, receiver.origin);
  const [id = ""] = await tell(control, [hook.id]);
  const wait = async (minutes: number) => {
    control.clock.advance({ minutes });
    await allIsWell();
    await pingDeadMan(worker, never);
  };
  await wait(4);
  expect(calls()).toBe(1);
  await wait(2);
  expect(calls()).toBe(1);
  expect((await getDeadMan(admin.ctx, {})).lastFailure).toContain("a message has been due for");
  const later = new Date(Number(control.clock.now() / 1000n) + 3_600_000);
  await control.owner.delivery.update({ where: { id }, data: { nextAttemptAt: later } });
  await wait(1);
  expect(calls()).toBe(2);
});

test("what the address answers is kept without the address; switched off, nothing is called", async () => {
  await allIsWell();
  receiver.script = [{ status: 404, body: "no check at /ping/secret-path" }];
  await pingDeadMan(worker, never);
  const failed = await getDeadMan(admin.ctx, {});
  expect(failed.lastFailure).toBe(`${new URL(receiver.origin).host} answered 404.`);
  expect(failed.lastSuccessAt).toBeNull();
  await updateDeadMan(admin.ctx, { url: null });
  control.clock.advance({ minutes: 5 });
  await allIsWell();
  await pingDeadMan(worker, never);
  expect(calls()).toBe(1);
});
