import { expect, test } from "vitest";
import { type DrillDelivery, judgeDrill } from "#lib/channels/judge-drill.ts";

const startedAt = new Date("2026-03-01T10:00:00Z");
const after = (seconds: number) => new Date(startedAt.getTime() + seconds * 1000);
const ids = { ops: "0198a000-0000-7000-8000-000000000001", boss: "0198a000-0000-7000-8000-000000000002" };
const channels = (["ops", "boss"] as const).map((name) => ({
  id: ids[name],
  name,
  sentAt: null,
  error: null,
}));

function delivery(name: keyof typeof ids, event: string, state: DrillDelivery["state"]): DrillDelivery {
  const lastError = state === "dead" ? "it answered 410." : null;
  return { channelId: ids[name], event, state, sentAt: state === "sent" ? after(9) : null, lastError };
}
const both = (name: keyof typeof ids) => [
  delivery(name, "fired", "sent"),
  delivery(name, "resolved", "sent"),
];
const judge = (deliveries: DrillDelivery[], seconds: number) =>
  judgeDrill({ channels, deliveries, startedAt, now: after(seconds) });

test("passes when every channel accepted the alarm and the all-clear", () => {
  expect(judge([...both("ops"), ...both("boss")], 10)).toEqual({
    channels: channels.map((each) => ({ ...each, sentAt: after(9).toISOString() })),
    outcome: "passed",
  });
});

test("an alarm without its all-clear has not passed", () => {
  expect(judge([...both("ops"), delivery("boss", "fired", "sent")], 599).outcome).toBeNull();
  const late = judge([...both("ops"), delivery("boss", "fired", "sent")], 600);
  expect(late.outcome).toBe("failed");
  expect(late.channels[1]?.error).toBe("The all-clear was not accepted in time.");
});

test("a channel that gave up fails it, once the others are decided too", () => {
  const dead = delivery("boss", "fired", "dead");
  expect(judge([dead], 10)).toMatchObject({ outcome: null, channels: [{}, { error: "it answered 410." }] });
  expect(judge([dead, ...both("ops")], 10)).toMatchObject({
    outcome: "failed",
    channels: [{ error: null }, {}],
  });
});

test("without any message it fails after ten minutes and says what did not work", () => {
  expect(judge([], 599).outcome).toBeNull();
  const verdict = judge([], 600);
  expect(verdict.outcome).toBe("failed");
  expect(verdict.channels.map(({ error }) => error)).toEqual([
    expect.stringContaining("not being evaluated"),
    expect.stringContaining("not being evaluated"),
  ]);
});
