import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cause, type DueRuns, decideRuns } from "./decide-runs.ts";

const SECOND = 1_000_000n;
const late: Cause = { cause: "scheduler-down", why: "nobody looked" };
const slot = (id: string, dueSeconds: number) => ({
  id,
  dueAtMicros: BigInt(dueSeconds) * SECOND,
  graceSeconds: 90,
});

function due(changes: Partial<DueRuns>): DueRuns {
  return { now: 1000n * SECOND, slots: [], queued: null, pauses: [], refusal: null, late, ...changes };
}

describe("what is done about due runs", () => {
  it("one that is due now is started, and nothing is missed", () => {
    expect(decideRuns(due({ slots: [slot("a", 999)] }))).toEqual({
      start: "a",
      ride: [],
      caughtUp: [],
      misses: [],
    });
  });

  it("of several only the latest is carried out; the earlier ones are missed and made good by it", () => {
    const decision = decideRuns(due({ slots: [slot("a", 100), slot("b", 500), slot("c", 999)] }));
    expect(decision).toMatchObject({ start: "c", caughtUp: ["a", "b"] });
    expect(decision.misses).toEqual([
      { id: "a", ...late },
      { id: "b", ...late },
    ]);
  });

  it("one that is past its grace when it is first looked at is started, and missed all the same", () => {
    expect(decideRuns(due({ slots: [slot("a", 900)] }))).toMatchObject({ start: "a", misses: [{ id: "a" }] });
  });

  it("takes over the operation that still waits, whose run is missed for its own reason", () => {
    const cause: Cause = { cause: "worker-offline", why: "gone" };
    const queued = { operationId: "o", slots: [slot("a", 950)], cause };
    expect(decideRuns(due({ slots: [slot("b", 999)], queued }))).toEqual({
      start: null,
      ride: ["b"],
      caughtUp: [],
      misses: [{ id: "a", ...cause }],
    });
  });

  it("a run that was missed before the pause began is not blamed on it, and not started in it", () => {
    const pauses = [{ fromMicros: 900n * SECOND, toMicros: 2000n * SECOND, why: "disk" }];
    expect(decideRuns(due({ slots: [slot("a", 809), slot("b", 811)], pauses }))).toEqual({
      start: null,
      ride: [],
      caughtUp: [],
      misses: [
        { id: "a", ...late },
        { id: "b", cause: "paused", why: "disk" },
      ],
    });
  });

  it("in a pause nothing is started and nothing is made good later", () => {
    const pauses = [{ fromMicros: 900n * SECOND, toMicros: 2000n * SECOND, why: "disk" }];
    expect(decideRuns(due({ slots: [slot("a", 899), slot("b", 950)], pauses }))).toEqual({
      start: null,
      ride: [],
      caughtUp: [],
      misses: ["a", "b"].map((id) => ({ id, cause: "paused", why: "disk" })),
    });
  });

  it("after a pause only what was due outside it is made good", () => {
    const pauses = [{ fromMicros: 400n * SECOND, toMicros: 600n * SECOND, why: "disk" }];
    const decision = decideRuns(due({ slots: [slot("a", 500), slot("b", 999)], pauses }));
    expect(decision).toMatchObject({ start: "b", caughtUp: [], misses: [{ id: "a", cause: "paused" }] });
  });

  it("what is refused is missed with the refusal's words", () => {
    expect(decideRuns(due({ slots: [slot("a", 999)], refusal: "not protected" }))).toMatchObject({
      start: null,
      misses: [{ id: "a", cause: "refused", why: "not protected" }],
    });
  });

  it("never loses a run and never starts two", () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { maxLength: 8 });
    const pause = fc.option(fc.tuple(fc.nat(1000), fc.nat(1000)), { nil: null });
    fc.assert(
      fc.property(times, pause, fc.boolean(), fc.boolean(), (dueSeconds, span, isQueued, isRefused) => {
        const slots = dueSeconds.sort((a, b) => a - b).map((seconds) => slot(`s${seconds}`, seconds));
        const decision = decideRuns(
          due({
            slots,
            pauses: span
              ? [
                  {
                    fromMicros: BigInt(span[0]) * SECOND,
                    toMicros: BigInt(span[0] + span[1]) * SECOND,
                    why: "",
                  },
                ]
              : [],
            queued: isQueued ? { operationId: "o", slots: [], cause: late } : null,
            refusal: isRefused ? "no" : null,
          }),
        );
        const carried = [
          ...decision.ride,
          ...decision.caughtUp,
          ...(decision.start === null ? [] : [decision.start]),
        ];
        const missed = decision.misses.map(({ id }) => id);
        expect(new Set([...carried, ...missed])).toEqual(new Set(slots.map(({ id }) => id)));
        expect(new Set(missed).size).toBe(missed.length);
        expect(new Set(carried).size).toBe(carried.length);
        if (isQueued || isRefused) expect(decision.start).toBeNull();
      }),
    );
  });
});
