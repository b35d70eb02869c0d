import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chartPoints } from "./chart-points.ts";
import { hourlyWorst } from "./hourly-worst.ts";

const at = (atMs: number, valueMs: number) => ({
  atMicros: `${atMs * 1000}`,
  valueMs,
  details: null,
  operationId: null,
});

describe("thinning a chart", () => {
  it("never hides the worst value and stays within its bound", () => {
    const items = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 1e8 }), fc.integer({ min: 0, max: 1e6 }))
        .map(([ms, value]) => at(ms, value)),
      { minLength: 1, maxLength: 500 },
    );
    fc.assert(
      fc.property(items, (all) => {
        const points = chartPoints(all, 50, Number.POSITIVE_INFINITY);
        expect(points.length).toBeLessThanOrEqual(50);
        const worst = Math.max(...all.map((item) => item.valueMs));
        expect(Math.max(...points.map((point) => point.valueMs ?? 0))).toBe(worst);
      }),
    );
  });

  it("draws a pause as a hole", () => {
    const points = chartPoints([at(0, 5), at(1_000, 6), at(900_000, 7)], 100, 300_000);
    expect(points.map((point) => point.valueMs)).toEqual([5, 6, null, 7]);
  });
});

describe("the worst of each hour", () => {
  it("leaves out hours in which nothing was measured", () => {
    const hour = 3_600_000;
    expect(hourlyWorst([at(10, 3), at(20, 9), at(2 * hour + 1, 4)])).toEqual([
      { fromMicros: `${2 * hour * 1000}`, worstMs: 4 },
      { fromMicros: "0", worstMs: 9 },
    ]);
  });
});
