import { describe, expect, it } from "vitest";
import { formatDuration, formatDurationRange } from "./duration.ts";

describe("formatDuration", () => {
  it.each([
    [0, "0 s"],
    [40, "< 1 s"],
    [6_400, "6 s"],
    [59_999, "59 s"],
    [300_000, "5 min"],
    [1_378_000, "22 min 58 s"],
    [14_520_000, "4 h 02 min"],
    [3_600_000, "1 h"],
    [86_400_000, "1 day"],
    [273_600_000, "3 days 4 h"],
    [90 * 86_400_000, "90 days"],
    [-6_000, "−6 s"],
    [Number.POSITIVE_INFINITY, "unknown"],
  ])("writes %d ms as %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe("formatDurationRange", () => {
  it.each([
    [3_827, 13_329, "3–13 s"],
    [14_100, 14_900, "14 s"],
    [14_000, 89_700, "14 s – 1 min 29 s"],
    [20_000, 540_000, "20 s – 9 min"],
    [400, 5_000, "under 1 s to 5 s"],
    [0, 200, "< 1 s"],
    [0, 0, "0 s"],
    [660_000, 859_000, "11–14 min"],
    [20_000, 745_000, "under 1 min to 12 min"],
    [45 * 60_000, 80 * 60_000, "45 min – 1 h 20 min"],
    [2 * 3_600_000, 4 * 3_600_000, "2–4 h"],
    [62 * 60_000, 75 * 60_000, "1 h 02 min – 1 h 15 min"],
    [86_400_000, 3 * 86_400_000, "1 day – 3 days"],
    [2 * 86_400_000, 3 * 86_400_000, "2–3 days"],
    [1_000, Number.POSITIVE_INFINITY, "unknown"],
  ])("writes %d to %d ms as %s", (low, high, text) => {
    expect(formatDurationRange(low, high)).toBe(text);
  });

  it("rounds its ends as a single duration is rounded", () => {
    for (const ms of [1_000, 13_700, 59_999, 89_900, 599_999]) {
      expect(formatDurationRange(ms, ms)).toBe(formatDuration(ms));
    }
  });
});
