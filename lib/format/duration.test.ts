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
    [660_000, 840_000, "11–14 min"],
    [3_000, 5_000, "3–5 s"],
    [4_100, 3_900, "4 s"],
    [20_000, 600_000, "< 1–10 min"],
    [0, 200, "< 1 s"],
  ])("writes %d to %d ms as %s", (low, high, text) => {
    expect(formatDurationRange(low, high)).toBe(text);
  });
});
