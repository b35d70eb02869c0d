import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { justBefore } from "#components/timeline/just-before.ts";
import { nearestRestorable } from "#components/timeline/nearest-restorable.ts";
import { recoverability } from "#components/timeline/recoverability.ts";
import { snapInstant } from "#components/timeline/snap-instant.ts";
import {
  anyWindows,
  gapOf,
  isRestorable,
  rangeOf,
  windowOf,
} from "#components/timeline/timeline-fixtures.ts";

const probe = fc.bigInt(-10n, 1_010n);

describe("what can be restored", () => {
  it("is exactly what some repository covers, in disjoint order", () => {
    fc.assert(
      fc.property(anyWindows, probe, (windows, micros) => {
        const { spans } = recoverability(windows);
        const holding = spans.filter((span) => span.fromMicros <= micros && micros <= span.toMicros);
        expect(holding.length).toBe(isRestorable(windows, micros) ? 1 : 0);
        for (const [index, span] of spans.entries()) {
          const next = spans[index + 1];
          if (next !== undefined) expect(span.toMicros).toBeLessThan(next.fromMicros);
        }
      }),
    );
  });

  it("never calls a restorable instant a hole", () => {
    fc.assert(
      fc.property(anyWindows, probe, (windows, micros) => {
        const inside = recoverability(windows).holes.some(
          (hole) => hole.fromMicros < micros && (hole.toMicros === null || micros < hole.toMicros),
        );
        if (inside) expect(isRestorable(windows, micros)).toBe(false);
      }),
    );
  });

  it("has no hole where another repository covers the gap", () => {
    const broken = windowOf([rangeOf(0, 10), rangeOf(20, 30)], [gapOf(10, 20, "disk full")]);
    expect(recoverability([broken]).holes).toEqual([{ fromMicros: 10n, toMicros: 20n, reason: "disk full" }]);
    expect(recoverability([broken, windowOf([rangeOf(5, 25)])]).holes).toEqual([]);
  });

  it("keeps a gap open that nothing has closed yet", () => {
    const { holes } = recoverability([windowOf([rangeOf(0, 10)], [gapOf(10, null, "archiving fails")])]);
    expect(holes).toEqual([{ fromMicros: 10n, toMicros: null, reason: "archiving fails" }]);
  });

  it("does not call time that is only not archived yet a hole", () => {
    expect(recoverability([windowOf([rangeOf(0, 10)])]).holes).toEqual([]);
  });

  it("keeps what an earlier restore left apart from the line an instant means", () => {
    const { spans, left } = recoverability([windowOf([rangeOf(0, 90, 2), rangeOf(40, 70, 1)], [], 2)]);
    expect(spans).toEqual([{ fromMicros: 0n, toMicros: 90n }]);
    expect(left).toEqual([{ fromMicros: 40n, toMicros: 70n }]);
  });
});

describe("snapping", () => {
  it("accepts exactly the restorable instants", () => {
    fc.assert(
      fc.property(anyWindows, probe, (windows, micros) => {
        const snap = snapInstant(recoverability(windows), micros);
        expect(snap.kind).toBe(isRestorable(windows, micros) ? "restorable" : "refused");
      }),
    );
  });

  it("offers the nearest restorable instant on either side, and nothing nearer is restorable", () => {
    fc.assert(
      fc.property(anyWindows, probe, (windows, micros) => {
        const snap = snapInstant(recoverability(windows), micros);
        if (snap.kind === "restorable") return;
        const { beforeMicros, afterMicros, cause } = snap;
        expect(cause).not.toBe("");
        if (beforeMicros !== null) {
          expect(isRestorable(windows, beforeMicros)).toBe(true);
          expect(isRestorable(windows, beforeMicros + 1n)).toBe(false);
          expect(beforeMicros).toBeLessThan(micros);
        }
        if (afterMicros !== null) {
          expect(isRestorable(windows, afterMicros)).toBe(true);
          expect(isRestorable(windows, afterMicros - 1n)).toBe(false);
          expect(afterMicros).toBeGreaterThan(micros);
        }
      }),
    );
  });

  it("moves to a restorable instant whenever there is one", () => {
    fc.assert(
      fc.property(anyWindows, probe, (windows, micros) => {
        const nearest = nearestRestorable(recoverability(windows), micros);
        const hasAny = windows.some((one) =>
          one.ranges.some((each) => each.timeline === one.currentTimeline),
        );
        expect(nearest !== null).toBe(hasAny);
        if (nearest !== null) expect(isRestorable(windows, nearest)).toBe(true);
      }),
    );
  });

  it("just before an event is never after it, nor further before it than must be", () => {
    fc.assert(
      fc.property(anyWindows, probe, (windows, event) => {
        const { micros, cause } = justBefore(recoverability(windows), event);
        if (micros !== null) {
          expect(micros).toBeLessThan(event);
          expect(isRestorable(windows, micros)).toBe(true);
        }
        for (let at = event - 1n; at >= -10n && at > (micros ?? -11n); at--)
          expect(isRestorable(windows, at)).toBe(false);
        expect(cause === null).toBe(micros === event - 1n);
      }),
    );
  });

  it("says why", () => {
    const known = recoverability([
      windowOf([rangeOf(10, 20), rangeOf(30, 40)], [gapOf(20, 30, "disk full on db-1")]),
    ]);
    expect(snapInstant(known, 25n)).toMatchObject({ cause: "disk full on db-1", beforeMicros: 20n });
    expect(snapInstant(known, 5n)).toMatchObject({
      cause: expect.stringMatching(/oldest/),
      beforeMicros: null,
    });
    expect(snapInstant(known, 45n)).toMatchObject({
      cause: expect.stringMatching(/newest/),
      afterMicros: null,
    });
    expect(snapInstant(recoverability([]), 5n)).toMatchObject({ cause: expect.stringMatching(/Nothing/) });
  });
});
