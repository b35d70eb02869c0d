import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { deliverRound } from "#e2e/fixtures/deliver-round.ts";
import { addAlert, addWebhook, tell } from "#e2e/fixtures/sample-channels.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { testWorker } from "#e2e/fixtures/test-worker.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#e2e/fixtures/webhook-receiver.ts";
import { claimDeliveries } from "#jobs/delivery/claim-deliveries.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { deliveryMessage } from "#lib/channels/schema.ts";

let control: ControlDatabase;
let admin: Person;
let workers: WorkerContext[];
let receiver: WebhookReceiver;

beforeAll(async () => {
  control = await createControlDatabase();
  admin = await addPerson(control, ["admin"]);
  workers = await Promise.all(["w-1", "w-2"].map((id) => testWorker(control, id)));
  receiver = await startWebhookReceiver();
});
afterAll(async () => {
  await receiver.stop();
  await control.close();
});
beforeEach(() => control.clock.reset());

/** One thing that happens: to an alert, to a worker, to the receiver, or just time. */
const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("round" as const), workers: fc.constantFrom([0], [1], [0, 1]) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), seconds: fc.integer({ min: 1, max: 400 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("begin" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("end" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("crash" as const), channel: fc.constantFrom(0, 1) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("trouble" as const),
      statuses: fc.array(fc.constantFrom(500, 503, 302, 200), { minLength: 1, maxLength: 4 }),
    }),
  },
);

test("whatever happens, each message is accepted once, and no end before its beginning", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 25 }), async (happenings) => {
      const accepted = await play(happenings);
      const told = accepted.map(({ channelId, id }) => `${channelId} ${id}`);
      expect(new Set(told).size).toBe(told.length);
      for (const [index, { channelId, alertId, event }] of accepted.entries()) {
        if (event !== "resolved") continue;
        const before = accepted.slice(0, index);
        const began = before.some(
          (each) => each.event === "fired" && each.alertId === alertId && each.channelId === channelId,
        );
        expect(began).toBe(true);
      }
    }),
    { numRuns: 10 },
  );
}, 120_000);

type Happening = typeof happening extends fc.Arbitrary<infer Each> ? Each : never;
interface Accepted {
  channelId: string;
  id: string;
  alertId: string | null;
  event: string;
}

/** Lets it all happen to two fresh channels, then gives everything time; returns what was accepted, in order. */
async function play(happenings: Happening[]): Promise<Accepted[]> {
  const channels = [await addWebhook(admin, receiver.origin), await addWebhook(admin, receiver.origin)];
  const channelIds = channels.map(({ id }) => id);
  const accepted: Accepted[] = [];
  const open: string[] = [];
  const sentIds: string[] = [];
  receiver.script = [];
  const statuses: number[] = [];
  receiver.answerTo = (request) => {
    const status = statuses.shift() ?? 200;
    const { data, type } = JSON.parse(request.body);
    const message = deliveryMessage.parse({
      ...data,
      event: type.slice("alert.".length),
      at: new Date().toISOString(),
    });
    const channelId = message.subject;
    if (status === 200) accepted.push({ channelId, id: request.headers["webhook-id"] ?? "", ...message });
    return { status };
  };
  const say = async (alertId: string, event: "fired" | "resolved") => {
    for (const channelId of channelIds) {
      sentIds.push(...(await tell(control, [channelId], { alertId, event, subject: channelId })));
    }
  };
  const rounds = (numbers: readonly number[]) =>
    Promise.all(workers.filter((_, index) => numbers.includes(index)).map(deliverRound));
  for (const each of happenings) {
    switch (each.kind) {
      case "round":
        await rounds(each.workers);
        break;
      case "wait":
        control.clock.advance({ seconds: each.seconds });
        break;
      case "begin": {
        const alertId = await addAlert(control);
        open.push(alertId);
        await say(alertId, "fired");
        break;
      }
      case "end": {
        const alertId = open.shift();
        if (alertId) await say(alertId, "resolved");
        break;
      }
      case "crash":
        // Killed after it took the message and before it sent it.
        if (workers[0]) await claimDeliveries(workers[0], channelIds[each.channel] ?? "");
        break;
      case "trouble":
        statuses.push(...each.statuses);
        break;
    }
  }
  const isPending = async () =>
    (await control.owner.delivery.count({ where: { id: { in: sentIds }, state: "pending" } })) > 0;
  for (let round = 0; round < 60 && (await isPending()); round += 1) {
    control.clock.advance({ minutes: 30 });
    await rounds([0, 1]);
  }
  const states = await control.owner.delivery.findMany({
    where: { id: { in: sentIds } },
    select: { state: true },
  });
  expect(states.every(({ state }) => state === "sent")).toBe(true);
  expect(accepted.map(({ id }) => id).toSorted()).toEqual(sentIds.toSorted());
  return accepted;
}
