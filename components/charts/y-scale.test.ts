import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Series } from "#lib/objectives/schema.ts";
import { samplePoint, sampleSeries } from "./chart-fixtures.ts";
import { tickLabel, yScale } from "./y-scale.ts";

const minute = 60_000;
const scaleOf = (kind: Series["kind"], values: number[], more: Partial<Series> = {}) =>
  yScale(sampleSeries({ kind, points: values.map((value) => samplePoint({ value })), ...more }));

describe("the vertical scale", () => {
  test("has round ticks and room for the objective", () => {
    const scale = scaleOf("rpo", [20_000, 90_000], { objective: 5 * minute });
    expect(scale).toMatchObject({ kind: "linear", min: 0 });
    expect(scale.ticks.map((tick) => tickLabel("ms", tick))).toEqual(["0", "2\u00a0min", "4\u00a0min"]);
    expect(scale.max).toBeGreaterThan(5 * minute);
  });

  test("a loss far above its objective leaves the objective visible", () => {
    const scale = scaleOf("rpo", [20_000, 540 * minute], { objective: 5 * minute });
    expect(scale.kind).toBe("sqrt");
    expect(scale.fractionOf(5 * minute)).toBeGreaterThan(0.08);
  });

  test("backups of very different sizes are told apart, an empty one lies on the ground", () => {
    const scale = scaleOf("backup-size", [0, 1024 ** 3, 15 * 1024 ** 3]);
    expect(scale.kind).toBe("log");
    expect(scale.fractionOf(0)).toBe(0);
    expect(scale.fractionOf(1024 ** 3)).toBeGreaterThan(0.05);
  });

  test("backups that are all about as large have ticks between them", () => {
    const GiB = 1024 ** 3;
    const bands = [{ type: "full", low: 36 * GiB, high: 59 * GiB, runs: 30 }];
    const scale = scaleOf("backup-size", [47 * GiB, 48 * GiB], { bands });
    expect(scale.ticks.length).toBeGreaterThanOrEqual(3);
  });

  test("backups of a second or two have no two ticks of the same name", () => {
    const { ticks } = scaleOf("backup-duration", [1_000, 2_000], {});
    const labels = ticks.map((tick) => tickLabel("ms", tick));
    expect(new Set(labels).size).toBe(labels.length);
  });

  test("whatever the values, every one has its place and ticks do not touch", () => {
    const kinds = fc.constantFrom<Series["kind"]>("rpo", "rto", "backup-duration", "backup-size");
    const values = fc.array(fc.integer({ min: 0, max: 2 ** 47 }), { maxLength: 20 });
    const objective = fc.option(fc.integer({ min: 1_000, max: 31_536_000_000 }));
    fc.assert(
      fc.property(kinds, values, objective, (kind, some, target) => {
        const scale = scaleOf(kind, some, { objective: target });
        for (const value of some) {
          const place = scale.fractionOf(value);
          expect(place).toBeGreaterThanOrEqual(0);
          expect(place).toBeLessThanOrEqual(1);
        }
        const places = scale.ticks.map(scale.fractionOf);
        expect(places.every((place, index) => index === 0 || place - (places[index - 1] ?? 0) > 0.1)).toBe(
          true,
        );
        expect(scale.ticks.length).toBeLessThanOrEqual(7);
        const labels = scale.ticks.map((tick) => tickLabel(kind === "backup-size" ? "bytes" : "ms", tick));
        expect(new Set(labels).size).toBe(labels.length);
      }),
    );
  });
});
