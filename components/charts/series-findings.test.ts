import { describe, expect, test } from "vitest";
import { samplePoint, sampleSeries } from "./chart-fixtures.ts";
import { seriesFindings } from "./series-findings.ts";

const minute = 60_000_000n;
const noon = 1_795_348_800_000_000n;
const span = (from: bigint, minutes: bigint) => ({
  fromMicros: `${noon + from * minute}`,
  toMicros: `${noon + (from + minutes) * minute}`,
});
const found = (...args: Parameters<typeof sampleSeries>) =>
  seriesFindings(sampleSeries(...args), "UTC", noon).map(({ tone, text }) => `${tone}: ${text}`);

describe("what there is to see in a chart", () => {
  test("good is only what was measured and within", () => {
    expect(found({ kind: "rpo", objective: 300_000, points: [samplePoint({})] })).toEqual([
      "good: Within 5 min whenever it was measured.",
    ]);
    expect(found({ kind: "rpo", objective: null })).toEqual(["idle: It has no objective."]);
  });

  test("breaches are counted, with the longest and the worst of them", () => {
    const breaches = [
      { ...span(-90n, 4n), worst: 900_000 },
      { ...span(-30n, 14n), worst: 600_000 },
    ];
    expect(found({ kind: "rpo", objective: 300_000, breaches })).toEqual([
      "bad: Above 5 min twice: longest 14 min from 11:30:00, at worst 15 min.",
    ]);
  });

  test("a hole is said beside whatever else there is", () => {
    const holes = [span(-60n, 10n), span(-40n, 20n)];
    expect(found({ kind: "rpo", objective: 300_000, holes })).toEqual([
      "good: Within 5 min whenever it was measured.",
      "unknown: Not measured for 30 min in all, longest 20 min from 11:20:00: nothing is known of that time.",
    ]);
  });

  test("restores that took too long are counted", () => {
    const points = [samplePoint({ value: 10 }), samplePoint({ value: 2_000_000 })];
    expect(found({ kind: "rto", objective: 1_800_000, points })).toEqual([
      "bad: 1 of 2 took longer than 30 min, the wait counted.",
    ]);
  });

  test("the newest unusual runs are named, the others counted", () => {
    const points = [1, 2, 3, 4, 5].map((hour) =>
      samplePoint({ atMicros: `${noon - 60n * BigInt(hour) * minute}`, type: "full", isOutlier: true }),
    );
    const bands = [{ type: "full", low: 300_000, high: 480_000, runs: 30 }];
    const findings = found({ kind: "backup-duration", points: points.toReversed(), bands });
    expect(findings).toHaveLength(5);
    expect(findings[0]).toBe("warn: 11:00:00: Full backup took 1 s, shorter than usual, usually 5–8 min.");
    expect(findings[3]).toBe("warn: 2 more before that.");
    expect(findings[4]).toBe("idle: Usual times: full 5–8 min.");
  });
});
