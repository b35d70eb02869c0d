import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type MeasuredRestore, projectRto } from "#lib/objectives/project-rto.ts";

const GiB = 1024 ** 3;
const minute = 60_000;

function run(copyMinutes: number, dataBytes: number | null, more: Record<string, number> = {}) {
  const phases = { copy: copyMinutes * minute, ...more };
  return { phases: Object.entries(phases).map(([name, ms]) => ({ name, ms })), dataBytes };
}

function width(restores: MeasuredRestore[], todayBytes: number | null): number {
  const projected = projectRto(restores, todayBytes);
  return projected ? projected.highMs / projected.lowMs : Number.NaN;
}

describe("what a restore would take today", () => {
  test("is not known of something that was never restored", () => {
    expect(projectRto([], 48 * GiB)).toBeNull();
  });

  test("is a wide range after a single restore", () => {
    const projected = projectRto([run(10, 48 * GiB)], 48 * GiB);
    expect(projected).toMatchObject({ midMs: 10 * minute, runs: 1, approvalMs: 0, todayBytes: 48 * GiB });
    expect(projected?.lowMs).toBeLessThan(5 * minute);
    expect(projected?.highMs).toBeGreaterThan(20 * minute);
  });

  test("becomes a narrow one with restores that agree", () => {
    const agreeing = Array.from({ length: 12 }, (_, index) => run(10 + (index % 3) / 10, 48 * GiB));
    const widths = [1, 3, 12].map((count) => width(agreeing.slice(0, count), 48 * GiB));
    expect(widths[0]).toBeGreaterThan(widths[1] ?? 0);
    expect(widths[1]).toBeGreaterThan(widths[2] ?? 0);
    expect(widths[2]).toBeLessThan(1.6);
  });

  test("stays wide where they do not", () => {
    const agreeing = [10, 10, 10, 10, 10, 10].map((minutes) => run(minutes, GiB));
    const scattered = [4, 25, 8, 13, 6, 16].map((minutes) => run(minutes, GiB));
    expect(width(scattered, GiB)).toBeGreaterThan(2 * width(agreeing, GiB));
  });

  test("grows with the data, but waiting does not", () => {
    const waited = run(10, 10 * GiB, { approval: 5 * minute, queue: 1000 });
    const then = projectRto([waited], 10 * GiB);
    const now = projectRto([waited], 30 * GiB);
    expect(then).toMatchObject({ midMs: 15 * minute + 1000, approvalMs: 5 * minute });
    expect(now).toMatchObject({ midMs: 35 * minute + 1000, approvalMs: 5 * minute });
  });

  test("finds the part that is always there when sizes differ enough to tell", () => {
    const restores = [1, 2, 4, 8, 16].map((size) => run(3 + size / 2, size * GiB));
    expect(projectRto(restores, 32 * GiB)?.midMs).toBe(19 * minute);
  });

  test("is less certain far from every size that was measured", () => {
    const restores = [run(10, 10 * GiB), run(11, 11 * GiB), run(10.5, 10.4 * GiB)];
    expect(width(restores, 100 * GiB)).toBeGreaterThan(2 * width(restores, 11 * GiB));
  });

  test("takes a restore of unknown size for one of today's", () => {
    expect(projectRto([run(10, null)], 99 * GiB)?.midMs).toBe(10 * minute);
    expect(projectRto([run(10, GiB)], null)?.midMs).toBe(10 * minute);
  });

  test("counts an approval only where one was waited for: a drill needs none, a restore does", () => {
    const drills = [1, 2, 3].map(() => run(10, GiB));
    const restore = run(10, GiB, { approval: 20 * minute });
    expect(projectRto([...drills, restore], GiB)?.approvalMs).toBe(20 * minute);
  });
});

const phaseName = fc.constantFrom("approval", "queue", "safety", "copy", "replay", "check", "rest");
const measured: fc.Arbitrary<MeasuredRestore> = fc.record({
  phases: fc.uniqueArray(fc.record({ name: phaseName, ms: fc.integer({ min: 0, max: 86_400_000 }) }), {
    selector: ({ name }) => name,
    minLength: 1,
  }),
  dataBytes: fc.option(fc.integer({ min: 0, max: 2 ** 46 })),
});
const history = fc.array(measured, { minLength: 1, maxLength: 20 });
const size = fc.integer({ min: 0, max: 2 ** 46 });

describe("whatever was measured", () => {
  test("no end of the range is negative or unknown, and they are in order", () => {
    fc.assert(
      fc.property(history, fc.option(size), (restores, todayBytes) => {
        const { lowMs, midMs, highMs, approvalMs } = known(restores, todayBytes);
        expect(lowMs).toBeGreaterThanOrEqual(0);
        expect(lowMs).toBeLessThanOrEqual(midMs);
        expect(midMs).toBeLessThanOrEqual(highMs);
        expect(Number.isFinite(highMs)).toBe(true);
        expect(approvalMs).toBeLessThanOrEqual(midMs);
      }),
    );
  });

  test("more data is never faster, at neither end", () => {
    fc.assert(
      fc.property(history, size, size, (restores, one, other) => {
        // Where a size was not written down, today's stands in for it: it would be another history.
        const sized = restores.map((each) => ({ ...each, dataBytes: each.dataBytes ?? 1 }));
        const less = known(sized, Math.min(one, other));
        const more = known(sized, Math.max(one, other));
        for (const end of ["lowMs", "midMs", "highMs"] as const) {
          expect(more[end]).toBeGreaterThanOrEqual(less[end]);
        }
      }),
    );
  });

  test("it does not matter in which order it was measured", () => {
    fc.assert(
      fc.property(history, size, (restores, todayBytes) => {
        const forth = known(restores, todayBytes);
        const back = known(restores.toReversed(), todayBytes);
        expect(Math.abs(forth.highMs - back.highMs)).toBeLessThanOrEqual(1 + forth.highMs * 1e-9);
      }),
    );
  });
});

function known(restores: MeasuredRestore[], todayBytes: number | null) {
  const projected = projectRto(restores, todayBytes);
  if (!projected) throw new Error("A measured restore must be projected.");
  return projected;
}
