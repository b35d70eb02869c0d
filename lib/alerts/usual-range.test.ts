import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeRun, usualRange } from "#lib/alerts/usual-range.ts";

const thresholds = { robustZ: 3.5, changePercent: 25, minimumRuns: 8 };
const gib = 1024 ** 3;
const steady = [42, 42.5, 41.8, 43, 42.2, 42.9, 41.5, 42.4].map((size) => size * gib);

describe("a run compared with the good runs before it", () => {
  test("is not judged by fewer good runs than asked for", () => {
    expect(judgeRun(3 * gib, steady.slice(1), thresholds)).toEqual({ verdict: "unknown", range: null });
  });

  test("is unusual when it is far from the median and differs enough", () => {
    expect(judgeRun(3 * gib, steady, thresholds).verdict).toBe("low");
    expect(judgeRun(90 * gib, steady, thresholds).verdict).toBe("high");
  });

  test("is usual while it differs by less than asked for, however even the others were", () => {
    expect(judgeRun(42.3 * gib * 1.2, steady, thresholds).verdict).toBe("usual");
    expect(judgeRun(42.3 * gib * 0.8, steady, thresholds).verdict).toBe("usual");
  });

  test("is usual while it is within what the others spread over, however far from the median", () => {
    const spread = [10, 40, 20, 80, 15, 60, 30, 25, 50];
    expect(judgeRun(120, spread, thresholds).verdict).toBe("usual");
  });

  test("is judged by its change alone when all the others were equal", () => {
    const equal = Array.from({ length: 10 }, () => 100);
    expect(judgeRun(124, equal, thresholds).verdict).toBe("usual");
    expect(judgeRun(126, equal, thresholds).verdict).toBe("high");
    expect(judgeRun(74, equal, thresholds).verdict).toBe("low");
  });

  test("is compared with a real spread even when most of the others were equal", () => {
    const mostlyEqual = [100, 100, 100, 100, 100, 100, 160, 100, 150];
    expect(judgeRun(150, mostlyEqual, thresholds).verdict).toBe("usual");
    expect(judgeRun(400, mostlyEqual, thresholds).verdict).toBe("high");
  });

  test("is compared with the last thirty only", () => {
    const grown = [...Array.from({ length: 40 }, () => 10), ...Array.from({ length: 30 }, () => 1000)];
    expect(usualRange(grown, thresholds)).toMatchObject({ runs: 30 });
    expect(usualRange(grown, thresholds)?.median).toBeCloseTo(1000);
  });

  test("runs that measured nothing are no history", () => {
    expect(usualRange([0, 0, 0, 0, 0, 0, 0, 0, 0], thresholds)).toBeNull();
  });
});

test("the range always spans the median by the change asked for, and one bad run in thirty does not move it far", () => {
  const value = fc.double({ min: 1, max: 1e12, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 8, maxLength: 60 }), (values) => {
      const range = usualRange(values, thresholds);
      expect(range).not.toBeNull();
      if (!range) return;
      expect(range.low).toBeLessThanOrEqual(range.median * 0.75 * (1 + 1e-9));
      expect(range.high).toBeGreaterThanOrEqual(range.median * 1.25 * (1 - 1e-9));
      expect(range.low).toBeGreaterThanOrEqual(0);
    }),
  );
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 99, max: 101, noNaN: true }), { minLength: 29, maxLength: 29 }),
      (even) => {
        const range = usualRange([...even, 1e9], thresholds);
        expect(range?.high).toBeLessThan(127);
      },
    ),
  );
});
