import { expect, test } from "vitest";
import { judgeWatch, type WatchFacts } from "#lib/alerts/judge-watch.ts";

const nowMs = 1_000_000_000;
const beats = ["scheduler", "evaluator", "outbox"].map((name) => ({ name, atMs: nowMs - 5_000 }));
const well: WatchFacts = {
  nowMs,
  workers: [{ startedAtMs: nowMs - 600_000, lastSeenAtMs: nowMs - 5_000 }],
  beats,
  oldestDueMs: null,
};
const problems = (changes: Partial<WatchFacts>) => judgeWatch({ ...well, ...changes }).problems;

test("all is well while a worker reports and every loop goes round", () => {
  expect(judgeWatch(well)).toEqual({ hasBegun: true, problems: [] });
});

test("before the first worker ever came nothing has ended", () => {
  expect(judgeWatch({ ...well, workers: [], beats: [] })).toMatchObject({ hasBegun: false });
});

test("when the last worker is silent for more than two minutes, that is all there is to say", () => {
  const silent = (ms: number) => ({ workers: [{ startedAtMs: 0, lastSeenAtMs: nowMs - ms }], beats: [] });
  expect(problems(silent(120_001))).toEqual([
    "No worker has reported for 2 min: nothing is backed up, watched or sent.",
  ]);
});

test("a worker that reports from the future is no sign of life", () => {
  const workers = [{ startedAtMs: 0, lastSeenAtMs: nowMs + 86_400_000 }];
  expect(problems({ workers })).toEqual([
    "A worker's clock is 1 day ahead: what is due, and what has expired, is judged by it.",
  ]);
});

test.each(["scheduler", "evaluator", "outbox"])("a %s that stopped, or never began, is a problem", (name) => {
  const others = beats.filter((beat) => beat.name !== name);
  expect(problems({ beats: [...others, { name, atMs: nowMs - 120_001 }] })).toHaveLength(1);
  expect(problems({ beats: others })).toHaveLength(1);
  const young = [{ startedAtMs: nowMs - 60_000, lastSeenAtMs: nowMs }];
  expect(problems({ beats: others, workers: young })).toEqual([]);
});

test("a message that is due and not sent is a problem", () => {
  expect(problems({ oldestDueMs: nowMs - 120_001 })).toEqual([
    "A message has been waiting to be sent for 2 min.",
  ]);
});
