import { describe, expect, it } from "vitest";
import { lossAt, standing } from "./loss-at.ts";

const sampledAtMs = 1_795_000_000_000;
const known = {
  kind: "known" as const,
  lossMs: 4000,
  safeMicros: String((sampledAtMs - 4000) * 1000),
  sampledAtMicros: String(sampledAtMs * 1000),
};

describe("what would be lost", () => {
  it("grows with the clock between two samples", () => {
    expect(lossAt(known, sampledAtMs)).toBe(4000);
    expect(lossAt(known, sampledAtMs + 7000)).toBe(11_000);
  });

  it("stays nothing while nothing was at risk", () => {
    expect(lossAt({ ...known, lossMs: 0, safeMicros: known.sampledAtMicros }, sampledAtMs + 7000)).toBe(0);
  });

  it("never shrinks because this clock is behind the server's", () => {
    expect(lossAt(known, sampledAtMs - 60_000)).toBe(4000);
  });

  it("is unknown, not what it was, once the sample is too old to say anything about now", () => {
    const nothing = { ...known, lossMs: 0, safeMicros: known.sampledAtMicros };
    expect(lossAt(nothing, sampledAtMs + 45_000)).toBe(0);
    expect(lossAt(nothing, sampledAtMs + 45_001)).toBeNull();
    expect(lossAt(known, sampledAtMs + 45_001)).toBeNull();
  });

  it("is unknown, not zero, without a sample", () => {
    expect(lossAt({ kind: "unknown", why: "No sample.", lastSafeMicros: null }, sampledAtMs)).toBeNull();
  });

  it("is a breach only beyond its objective", () => {
    expect(standing(100_000, 300)).toBe("good");
    expect(standing(300_000, 300)).toBe("warn");
    expect(standing(300_001, 300)).toBe("bad");
    expect(standing(1, null)).toBe("accent");
  });
});
