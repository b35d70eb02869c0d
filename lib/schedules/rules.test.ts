import { describe, expect, it } from "vitest";
import { noRuns, successRate } from "./rules.ts";
import { type SlotFacts, showSlot } from "./states.ts";

describe("the success rate", () => {
  it("counts a run that never started against it: absence is an event", () => {
    const days = [
      { ...noRuns, expected: 4, succeeded: 3, missed: 1 },
      { ...noRuns, expected: 2, failed: 1, succeeded: 1 },
    ];
    expect(successRate(days)).toEqual({ successRate: 4 / 6, expectedCount: 6, succeededCount: 4 });
  });

  it("of a worker that has been gone for days is nought, not a hundred per cent", () => {
    expect(successRate([{ ...noRuns, expected: 30, missed: 30 }]).successRate).toBe(0);
  });

  it("is unknown, not good, while nothing was decided", () => {
    expect(successRate([]).successRate).toBeNull();
    expect(successRate([{ ...noRuns, expected: 2, running: 2 }]).successRate).toBeNull();
  });
});

describe("what is shown of a run", () => {
  const now = 1_000_000_000n;
  const facts: SlotFacts = {
    dueAtMicros: now - 10_000_000n,
    graceSeconds: 90,
    missedCause: null,
    missedWhy: null,
    operation: null,
  };
  const operation = { status: "queued", waitingFor: "a worker on db-1", errorMessage: null } as const;

  it("within its grace it waits, and says for what", () => {
    expect(showSlot({ ...facts, operation }, now)).toMatchObject({
      state: "waiting",
      why: "a worker on db-1",
    });
  });

  it("long past it, it is missed even when nobody was there to note it", () => {
    const dueAtMicros = now - 300_000_000n;
    expect(showSlot({ ...facts, dueAtMicros }, now)).toMatchObject({
      state: "missed",
      missedCause: "scheduler-down",
    });
    expect(showSlot({ ...facts, dueAtMicros, operation }, now)).toMatchObject({
      missedCause: "worker-offline",
    });
  });

  it("a missed one stays missed, and tells when it was made good", () => {
    const missed = { ...facts, missedCause: "paused", missedWhy: "disk" } as const;
    const done = { ...operation, status: "succeeded" } as const;
    expect(showSlot({ ...missed, operation: done }, now)).toMatchObject({
      state: "missed",
      isCaughtUp: true,
    });
    expect(showSlot(missed, now)).toMatchObject({ state: "missed", isCaughtUp: false, why: "disk" });
  });
});
