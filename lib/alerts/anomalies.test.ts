import { expect, test } from "vitest";
import { judgeSet } from "#lib/alerts/anomalies.ts";

const thresholds = { robustZ: 3.5, changePercent: 25, minimumRuns: 8 };
const runs = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ sizeBytes: 4200 + index, durationMs: 60_000 + index }));

test("a set like those before it is nothing to report", () => {
  expect(judgeSet({ sizeBytes: 4210, durationMs: 61_000 }, runs(10), thresholds)).toBeNull();
});

test("half of the size before it is reported even without enough runs for a range; less of a drop is not", () => {
  expect(judgeSet({ sizeBytes: 2099, durationMs: 60_000 }, runs(1), thresholds)?.size).toMatchObject({
    verdict: "drop",
    previous: 4200,
    low: null,
  });
  expect(judgeSet({ sizeBytes: 2100, durationMs: 60_000 }, runs(1), thresholds)).toBeNull();
});

test("an empty set is reported whatever came before", () => {
  expect(judgeSet({ sizeBytes: 0, durationMs: 60_000 }, [], thresholds)?.size?.verdict).toBe("empty");
});

test("size and time are judged apart, each with what was expected", () => {
  const found = judgeSet({ sizeBytes: 4205, durationMs: 600_000 }, runs(10), thresholds);
  expect(found).toMatchObject({ size: null, duration: { verdict: "high", runs: 10 } });
  expect(found?.duration?.high).toBeLessThan(600_000);
});
