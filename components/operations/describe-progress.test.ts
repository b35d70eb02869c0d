import { describe, expect, it } from "vitest";
import { describeProgress } from "#components/operations/describe-progress.ts";

const start = Date.parse("2026-11-22T13:00:00Z");
const iso = (ms: number) => new Date(start + ms).toISOString();

function running(changes: Partial<Parameters<typeof describeProgress>[0]> = {}) {
  return {
    status: "running" as const,
    startedAt: iso(0),
    progress: { step: "copy", doneBytes: 512, totalBytes: 1024 },
    progressAt: iso(10_000),
    heartbeatAt: iso(10_000),
    usualMs: { low: 60_000, high: 120_000 },
    steps: [],
    ...changes,
  };
}

describe("progress", () => {
  it("comes from counters only", () => {
    expect(describeProgress(running(), start + 11_000)).toMatchObject({
      fraction: 0.5,
      counted: "512 B of 1.0 KiB",
    });
    expect(describeProgress(running({ progress: null }), start + 11_000)).toMatchObject({
      fraction: null,
      counted: null,
    });
    const empty = { step: "copy", doneBytes: 0, totalBytes: 0 };
    expect(describeProgress(running({ progress: empty }), start + 11_000).fraction).toBeNull();
  });

  it("gives what is left as a range, and says so when it takes longer than ever", () => {
    expect(describeProgress(running(), start + 10_000).remaining).toBe("50 s – 1 min 50 s left, as usual");
    expect(describeProgress(running(), start + 90_000).remaining).toMatch(/^usually .+ in all$/);
    expect(describeProgress(running(), start + 130_000).remaining).toMatch(/longer than usual/);
    expect(describeProgress(running({ usualMs: null }), start + 10_000).remaining).toBeNull();
  });

  it("says stalled after 90 seconds without progress, not before", () => {
    const alive = { heartbeatAt: iso(100_000) };
    expect(describeProgress(running(alive), start + 100_000).stalled).toBeNull();
    expect(describeProgress(running(alive), start + 100_001).stalled).toBe("No progress for 1 min 30 s.");
  });

  it("counts a new step as progress", () => {
    const steps = [
      {
        name: "copy",
        status: "running" as const,
        attempt: 1,
        startedAt: iso(60_000),
        finishedAt: null,
        result: null,
      },
    ];
    const operation = running({ steps, heartbeatAt: iso(140_000) });
    expect(describeProgress(operation, start + 140_000).stalled).toBeNull();
  });

  it("says so when the worker itself is silent", () => {
    expect(describeProgress(running(), start + 200_000).stalled).toMatch(/worker/);
  });

  it("says nothing of a finished operation", () => {
    expect(describeProgress(running({ status: "failed" }), start + 500_000)).toEqual({
      fraction: null,
      counted: null,
      remaining: null,
      stalled: null,
    });
  });
});
