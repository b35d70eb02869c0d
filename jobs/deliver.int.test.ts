import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { deliverRound } from "#e2e/fixtures/deliver-round.ts";
import { addAlert, addWebhook, tell } from "#e2e/fixtures/sample-channels.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { testWorker, testWorkerEnv } from "#e2e/fixtures/test-worker.ts";
import { until } from "#e2e/fixtures/until.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#e2e/fixtures/webhook-receiver.ts";
import { startWorkerProcess } from "#e2e/fixtures/worker-process.ts";
import { deliver } from "#jobs/deliver.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { createChannel } from "#lib/channels/create-channel.ts";
import { listChannels } from "#lib/channels/list-channels.ts";
import { replayDelivery } from "#lib/channels/replay-delivery.ts";
import { RETRY_SECONDS } from "#lib/channels/rules.ts";
import { updateChannel } from "#lib/channels/update-channel.ts";
import { toDate } from "#lib/db/rows.ts";

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
});
afterEach(async () => {
  await receiver.stop();
  control.clock.reset();
  vi.useRealTimers();
});

const round = (by: WorkerContext = worker) => deliverRound(by);

function row(id: string | undefined) {
  return control.owner.delivery.findUniqueOrThrow({ where: { id: id ?? "" } });
}

async function channelRow(id: string) {
  const { items } = await listChannels(admin.ctx, {});
  const found = items.find((each) => each.id === id);
  if (!found) throw new Error("The channel is gone.");
  return found;
}

/** Verifies as a receiver does, at the time the message says it was signed. */
function verify(secret: string, request: { headers: Record<string, string>; body: string }): unknown {
  vi.useFakeTimers({ toFake: ["Date"], now: toDate(control.clock.now()) });
  try {
    return new Webhook(secret).verify(request.body, request.headers);
  } finally {
    vi.useRealTimers();
  }
}

describe("a webhook receiver in trouble", () => {
  test("fails three times, hangs, redirects and then accepts: accepted exactly once, each time the same message, properly signed", async () => {
    const hook = await addWebhook(admin, `${receiver.origin}/hooks/s3cret-path`);
    const [id] = await tell(control, [hook.id]);
    const elsewhere = await startWebhookReceiver();
    receiver.script = [
      { status: 500 },
      { status: 503, body: "see /hooks/s3cret-path" },
      { status: 429, headers: { "retry-after": "90" } },
      "hang",
      { redirect: elsewhere.origin },
    ];
    const waits = [5, 15, 90, 300, 900];
    const errors: (string | null)[] = [];
    for (const wait of waits) {
      expect(await round()).toBe(1);
      const failed = await row(id);
      errors.push(failed.lastError);
      expect(failed.state).toBe("pending");
      const seconds = Math.round(
        (failed.nextAttemptAt.getTime() - Number(control.clock.now() / 1000n)) / 1000,
      );
      expect(Math.abs(seconds - wait)).toBeLessThanOrEqual(1);
      control.clock.advance({ seconds: wait - 4 });
      expect(await round()).toBe(0);
      control.clock.advance({ seconds: 5 });
    }
    expect(await round()).toBe(1);
    expect(await row(id)).toMatchObject({ state: "sent", attempts: 6 });
    control.clock.advance({ days: 2 });
    expect(await round()).toBe(0);

    expect(receiver.requests).toHaveLength(6);
    expect(new Set(receiver.requests.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([id]));
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.stop();
    const { host } = new URL(receiver.origin);
    expect(errors).toEqual([
      `${host} answered 500.`,
      `${host} answered 503.`,
      `${host} answered 429.`,
      `${host} did not answer within 10 s.`,
      `${host} answered 302: it redirects, which is not followed.`,
    ]);
    const channel = await channelRow(hook.id);
    expect(channel).toMatchObject({ lastFailure: errors.at(-1), pending: 0, dead: 0 });
    expect(channel.lastSuccessAt).not.toBeNull();
    expect(channel.lastFailureAt).not.toBeNull();
  });

  test("what arrives can be verified with the library, says what happened, and an altered body is refused", async () => {
    const hook = await addWebhook(admin, `${receiver.origin}/in?token=1`);
    await tell(control, [hook.id], { subject: "orders-db — Ü" });
    await round();
    const [request] = receiver.requests;
    if (!request) throw new Error("Nothing arrived.");
    expect(request).toMatchObject({ method: "POST", path: "/in?token=1" });
    expect(verify(hook.signingSecret, request)).toMatchObject({
      type: "alert.fired",
      timestamp: "2026-11-22T02:00:03.000Z",
      data: { rule: "backup-failed", severity: "critical", subject: "orders-db — Ü" },
    });
    const altered = { ...request, body: request.body.replace("critical", "info") };
    expect(() => verify(hook.signingSecret, altered)).toThrow();
  });

  test("one that is gone, or refuses us for good, is given up early and visibly", async () => {
    const hook = await addWebhook(admin, receiver.origin);
    const [gone] = await tell(control, [hook.id]);
    receiver.script = [{ status: 410 }];
    await round();
    expect(await row(gone)).toMatchObject({ state: "dead", attempts: 1, sentAt: null });
    const [refused] = await tell(control, [hook.id]);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      receiver.script = [{ status: 404, body: "no_service" }];
      await round();
      control.clock.advance({ hours: 1 });
    }
    expect(await row(refused)).toMatchObject({ state: "dead", attempts: 5 });
    expect((await row(refused)).lastError).toContain("answered 404 (no_service).");
    expect(await channelRow(hook.id)).toMatchObject({ dead: 2, pending: 0 });
  });

  test("one that stays away for a day leaves a dead letter, which can be delivered again once", async () => {
    const hook = await addWebhook(admin, receiver.origin);
    const { port } = new URL(receiver.origin);
    await receiver.stop();
    const [id = ""] = await tell(control, [hook.id]);
    for (const seconds of [...RETRY_SECONDS, 0]) {
      expect(await round()).toBe(1);
      control.clock.advance({ seconds: seconds + 1 });
    }
    expect(await row(id)).toMatchObject({
      state: "dead",
      attempts: RETRY_SECONDS.length + 1,
      lastError: `127.0.0.1:${port} could not be reached (ECONNREFUSED).`,
    });
    control.clock.advance({ days: 3 });
    expect(await round()).toBe(0);

    receiver = await startWebhookReceiver();
    await updateChannel(admin.ctx, {
      id: hook.id,
      name: hook.name,
      minimumSeverity: "info",
      isEnabled: true,
      target: { kind: "webhook", url: receiver.origin, allowPrivate: true },
    });
    const twice = await Promise.allSettled([1, 2].map(() => replayDelivery(admin.ctx, { id })));
    expect(twice.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const replay = await control.owner.delivery.findFirstOrThrow({ where: { replayOfId: id } });
    await expect(replayDelivery(admin.ctx, { id: replay.id })).rejects.toMatchObject({ reason: "not-dead" });
    expect(await round()).toBe(1);
    expect(await row(replay.id)).toMatchObject({ state: "sent" });
    expect(await row(id)).toMatchObject({ state: "dead", sentAt: null });
    const [request] = receiver.requests;
    // The secret was left out of the change and is still the one that was shown.
    expect(request && verify(hook.signingSecret, request)).toMatchObject({ type: "alert.fired" });
    expect(request?.headers["webhook-id"]).toBe(replay.id);
  });
});

describe("workers that share the outbox", () => {
  test("never send one message at the same time, and together send each once", async () => {
    const hook = await addWebhook(admin, receiver.origin);
    const other = await testWorker(control, "w-2");
    const ids = (await Promise.all(Array.from({ length: 30 }, () => tell(control, [hook.id])))).flat();
    const open = new Set<string>();
    const clashes: string[] = [];
    receiver.onRequest = async ({ headers }) => {
      const id = headers["webhook-id"] ?? "";
      if (open.has(id)) clashes.push(id);
      open.add(id);
      await new Promise((resolve) => setImmediate(resolve));
      open.delete(id);
    };
    const counts = await Promise.all([round(), round(other), round(), round(other)]);
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(30);
    expect(clashes).toEqual([]);
    expect(receiver.requests.map(({ headers }) => headers["webhook-id"]).toSorted()).toEqual(ids.toSorted());
    expect(await control.owner.delivery.count({ where: { id: { in: ids }, state: "sent" } })).toBe(30);
  });

  test("one that is killed between sending and saying so: it is sent again, under the same id", async () => {
    // A whole worker would also tell what it thinks of the dead letters above.
    await control.owner.channel.updateMany({ data: { isEnabled: false } });
    const hook = await addWebhook(admin, receiver.origin);
    const process = await startWorkerProcess(await testWorkerEnv(control));
    receiver.onRequest = () => (receiver.requests.length === 1 ? process.kill() : undefined);
    const [id] = await tell(control, [hook.id]);
    await until("the worker to be killed", async () => receiver.requests.length === 1);
    await process.kill();
    expect(await row(id)).toMatchObject({ state: "pending", attempts: 1 });
    expect(await round()).toBe(0);
    control.clock.advance({ seconds: 91 });
    expect(await round()).toBe(1);
    expect(await row(id)).toMatchObject({ state: "sent", attempts: 2 });
    expect(receiver.requests.map(({ headers }) => headers["webhook-id"])).toEqual([id, id]);
  });

  test("a failure of one that was only slow changes nothing for the one that took over", async () => {
    const hook = await addWebhook(admin, receiver.origin);
    const [id] = await tell(control, [hook.id]);
    receiver.script = [{ status: 410 }, { status: 500 }];
    const hold = Promise.withResolvers<void>();
    receiver.onRequest = async () => (receiver.requests.length === 1 ? hold.promise : undefined);
    const slow = round();
    await until("the slow request", async () => receiver.requests.length === 1);
    control.clock.advance({ seconds: 91 });
    const other = await testWorker(control, "w-2");
    await round(other);
    hold.resolve();
    await slow;
    expect(await row(id)).toMatchObject({ state: "pending", attempts: 2 });
    expect((await row(id)).lastError).toContain("500");
  });
});

describe("the order of messages about one alert", () => {
  test("its end is never told before its beginning was accepted, on the same channel", async () => {
    const [hook, quick] = [
      await addWebhook(admin, receiver.origin),
      await addWebhook(admin, `${receiver.origin}/q`),
    ];
    const alertId = await addAlert(control);
    await tell(control, [hook.id], { alertId });
    receiver.script = [{ status: 500 }];
    await round();
    const [fired] = await tell(control, [quick.id], { alertId });
    const ends = await tell(control, [hook.id, quick.id], { alertId, event: "resolved" });
    await round();
    await round();
    const heard = (path: string) =>
      receiver.requests.filter((each) => each.path === path).map(({ body }) => JSON.parse(body).type);
    expect(fired).toBeDefined();
    expect(heard("/q")).toEqual(["alert.fired", "alert.resolved"]);
    expect(heard("/")).toEqual(["alert.fired"]);
    const waiting = await control.owner.delivery.findFirstOrThrow({
      where: { id: { in: ends }, channelId: hook.id },
    });
    expect(waiting).toMatchObject({ state: "pending", attempts: 0 });
    expect(waiting.nextAttemptAt > toDate(control.clock.now())).toBe(true);
    control.clock.advance({ seconds: 7 });
    await round();
    await round();
    expect(heard("/")).toEqual(["alert.fired", "alert.fired", "alert.resolved"]);
  });

  test("nobody is told the end who was never told the beginning", async () => {
    const hook = await addWebhook(admin, receiver.origin);
    const alertId = await addAlert(control);
    await tell(control, [hook.id], { alertId });
    const [end] = await tell(control, [hook.id], { alertId, event: "resolved" });
    receiver.script = [{ status: 410 }];
    await round();
    expect(await row(end)).toMatchObject({
      state: "dead",
      attempts: 0,
      lastError: expect.stringContaining("Not sent"),
    });
    expect(receiver.requests).toHaveLength(1);
  });
});

describe("channels", () => {
  test("a Slack-compatible one gets text and blocks; its own word for what is wrong is passed on", async () => {
    const { channel } = await createChannel(admin.ctx, {
      name: "slack",
      minimumSeverity: "info",
      target: { kind: "slack", url: `${receiver.origin}/services/T0/B0/key`, allowPrivate: true },
    });
    const [id] = await tell(control, [channel.id]);
    receiver.script = [{ status: 400, body: "invalid_payload" }];
    await round();
    expect((await row(id)).lastError).toContain("answered 400 (invalid_payload)");
    control.clock.advance({ seconds: 7 });
    await round();
    const body = JSON.parse(receiver.requests.at(-1)?.body ?? "{}");
    expect(body).toMatchObject({ text: expect.stringContaining("[critical] orders-db: backup failed") });
    expect(body.blocks[0]).toMatchObject({ type: "header" });
  });

  test("one that hangs keeps nobody else waiting", async () => {
    const [stuck, quick] = [
      await addWebhook(admin, `${receiver.origin}/stuck`),
      await addWebhook(admin, receiver.origin),
    ];
    const hold = Promise.withResolvers<void>();
    receiver.onRequest = ({ path }) => (path === "/stuck" ? hold.promise : undefined);
    const [first] = await tell(control, [stuck.id]);
    const abort = new AbortController();
    const loop = deliver(worker, abort.signal, (error) => console.error(error));
    await until("the stuck request", async () => receiver.requests.length === 1);
    const [id] = await tell(control, [quick.id]);
    await until("the other message", async () => (await row(id)).state === "sent");
    expect((await row(first)).state).toBe("pending");
    hold.resolve();
    await until("the stuck one", async () => (await row(first)).state === "sent");
    const beat = await control.owner.beat.findUniqueOrThrow({ where: { name: "outbox" } });
    expect(beat.workerId).toBe("w-1");
    abort.abort();
    await loop;
  });

  test("what waits for one that is switched off becomes a dead letter that says so", async () => {
    const hook = await addWebhook(admin, receiver.origin);
    const [id] = await tell(control, [hook.id]);
    await updateChannel(admin.ctx, {
      id: hook.id,
      name: hook.name,
      minimumSeverity: "info",
      isEnabled: false,
      target: { kind: "webhook", allowPrivate: true },
    });
    expect(await round()).toBe(0);
    expect(await row(id)).toMatchObject({
      state: "dead",
      lastError: expect.stringContaining("switched off"),
    });
    expect(receiver.requests).toEqual([]);
  });
});
