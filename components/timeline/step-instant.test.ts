import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeLabels } from "#components/timeline/place-labels.ts";
import { recoverability } from "#components/timeline/recoverability.ts";
import { stepInstant } from "#components/timeline/step-instant.ts";
import {
  anyWindows,
  gapOf,
  isRestorable,
  rangeOf,
  windowOf,
} from "#components/timeline/timeline-fixtures.ts";

describe("stepping", () => {
  it("always ends on a restorable instant", () => {
    fc.assert(
      fc.property(anyWindows, fc.bigInt(0n, 1_000n), fc.bigInt(-400n, 400n), (windows, from, delta) => {
        const step = stepInstant(recoverability(windows), from, delta);
        if (step !== null) expect(isRestorable(windows, step.micros)).toBe(true);
      }),
    );
  });

  it("crosses a gap in the direction of travel and says why", () => {
    const known = recoverability([windowOf([rangeOf(0, 10), rangeOf(30, 40)], [gapOf(10, 30, "disk full")])]);
    expect(stepInstant(known, 9n, 5n)).toEqual({ micros: 30n, cause: "disk full" });
    expect(stepInstant(known, 31n, -5n)).toEqual({ micros: 10n, cause: "disk full" });
    expect(stepInstant(known, 5n, 5n)).toEqual({ micros: 10n, cause: null });
  });

  it("stops at the ends", () => {
    const known = recoverability([windowOf([rangeOf(0, 10)])]);
    expect(stepInstant(known, 9n, 60n)?.micros).toBe(10n);
    expect(stepInstant(known, 1n, -60n)?.micros).toBe(0n);
  });
});

describe("labels", () => {
  it("never overlap in a row and never leave the picture", () => {
    const label = fc
      .tuple(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 1, max: 60 }))
      .map(([x, length]) => ({ x, text: "x".repeat(length), tone: "plain" as const }));
    fc.assert(
      fc.property(fc.array(label, { maxLength: 20 }), (labels) => {
        const placed = placeLabels(labels, 800, 2);
        for (const one of placed) {
          expect(one.left).toBeGreaterThanOrEqual(0);
          expect(one.left + one.text.length * 6).toBeLessThanOrEqual(800);
          for (const other of placed) {
            if (other === one || other.row !== one.row) continue;
            expect(
              one.left + one.text.length * 6 <= other.left || other.left + other.text.length * 6 <= one.left,
            ).toBe(true);
          }
        }
      }),
    );
  });
});
