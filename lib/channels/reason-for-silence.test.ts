import { expect, test } from "vitest";
import { reasonForSilence } from "#lib/channels/reason-for-silence.ts";

const nowMs = 1_000_000_000;
const beats = (ages: Record<string, number>) =>
  Object.entries({ scheduler: 1, evaluator: 1, outbox: 1, ...ages }).map(([name, age]) => ({
    name,
    atMs: nowMs - age * 1000,
  }));

test("everything fresh is no reason", () => {
  expect(reasonForSilence({ nowMs, beats: beats({ outbox: 59 }), oldestDueMs: nowMs - 299_000 })).toBeNull();
  expect(reasonForSilence({ nowMs, beats: beats({}), oldestDueMs: null })).toBeNull();
});

test.each(["scheduler", "evaluator", "outbox"])("a %s that stands still is one", (name) => {
  expect(reasonForSilence({ nowMs, beats: beats({ [name]: 60 }), oldestDueMs: null })).toContain(name);
  const without = beats({}).filter((each) => each.name !== name);
  expect(reasonForSilence({ nowMs, beats: without, oldestDueMs: null })).toContain("never");
});

test("a message that has been due for five minutes is one", () => {
  expect(reasonForSilence({ nowMs, beats: beats({}), oldestDueMs: nowMs - 300_000 })).toContain("due for");
  expect(reasonForSilence({ nowMs, beats: beats({}), oldestDueMs: nowMs + 3_600_000 })).toBeNull();
});

test("a loop that went round in the future is no sign of life", () => {
  expect(reasonForSilence({ nowMs, beats: beats({ scheduler: -3600 }), oldestDueMs: null })).toContain(
    "ahead",
  );
});
