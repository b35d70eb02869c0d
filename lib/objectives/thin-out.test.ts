import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SeriesPoint } from "#lib/objectives/schema.ts";
import { thinOut } from "#lib/objectives/thin-out.ts";

const query = { resourceId: "", fromMicros: 0n, toMicros: 1_000_000n, most: 40 };
const point = fc.record({
  at: fc.integer({ min: 0, max: 999_999 }),
  value: fc.integer({ min: 0, max: 1_000 }),
  type: fc.constantFrom("full", "incr", "verify"),
  isOutlier: fc.boolean(),
});
const history = fc
  .array(point, { maxLength: 400 })
  .map((points) =>
    points
      .toSorted((a, b) => a.at - b.at)
      .map(
        ({ at, ...rest }): SeriesPoint => ({ atMicros: `${at}`, operationId: null, phases: null, ...rest }),
      ),
  );

describe("thinned out", () => {
  test("a series stays in order, within its bounds, and keeps the largest of each type", () => {
    fc.assert(
      fc.property(history, (points) => {
        const kept = thinOut(points, query);
        expect(kept.length).toBeLessThanOrEqual(query.most + 3);
        expect(kept).toEqual(points.filter((each) => kept.includes(each)));
        for (const type of ["full", "incr", "verify"]) {
          expect(largest(kept, type)).toBe(largest(points, type));
        }
      }),
    );
  });

  test("it keeps the newest run that stood out, though it was small", () => {
    const points = Array.from({ length: 200 }, (_, index): SeriesPoint => {
      const isOutlier = index === 150;
      const value = isOutlier ? 1 : 100;
      return { atMicros: `${index * 5000}`, value, type: "full", operationId: null, phases: null, isOutlier };
    });
    expect(thinOut(points, query).some(({ isOutlier }) => isOutlier)).toBe(true);
  });
});

function largest(points: SeriesPoint[], type: string): number {
  return Math.max(0, ...points.filter((each) => each.type === type).map(({ value }) => value));
}
