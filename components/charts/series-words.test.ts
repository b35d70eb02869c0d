import { describe, expect, test } from "vitest";
import { samplePoint, sampleSeries } from "./chart-fixtures.ts";
import { pointWords, splitWords, verdictOf } from "./series-words.ts";

const GiB = 1024 ** 3;
const minute = 60_000;
const sizes = sampleSeries({
  kind: "backup-size",
  bands: [{ type: "full", low: 14 * GiB, high: 16 * GiB, runs: 30 }],
});
const words = (value: number, isOutlier: boolean, type = "full") =>
  verdictOf(sizes, samplePoint({ value, isOutlier, type }));

describe("a point in words", () => {
  test("says what was lost, how long it took or how much there was", () => {
    expect(pointWords(sampleSeries({ kind: "rpo" }), samplePoint({ value: 250_000 }))).toBe(
      "4 min 10 s would have been lost",
    );
    expect(pointWords(sampleSeries({ kind: "rto" }), samplePoint({ value: 9 * minute }))).toBe(
      "restored in 9 min",
    );
    expect(pointWords(sizes, samplePoint({ value: 3 * GiB, type: "incr" }))).toBe(
      "Incremental backup of 3.0 GiB",
    );
  });

  test("an unusual one says in which direction, and what is usual", () => {
    expect(words(3 * GiB, true)).toEqual({
      isBad: true,
      words: "smaller than usual, usually 14–16 GiB",
    });
    expect(words(40 * GiB, true)?.words).toBe("larger than usual, usually 14–16 GiB");
  });

  test("one that was unusual then and would not be now says so", () => {
    expect(words(15 * GiB, true)).toEqual({
      isBad: true,
      words: "unusual at the time, now usually 14–16 GiB",
    });
  });

  test("one of a type without enough runs is not called usual", () => {
    expect(words(15 * GiB, false)?.words).toBe("as usual");
    expect(words(GiB, false, "incr")).toBeNull();
  });

  test("meets its objective up to the last millisecond", () => {
    const series = sampleSeries({ kind: "rpo", objective: 5 * minute });
    expect(verdictOf(series, samplePoint({ value: 5 * minute }))).toEqual({
      isBad: false,
      words: "objective 5 min met",
    });
    expect(verdictOf(series, samplePoint({ value: 5 * minute + 1 }))?.isBad).toBe(true);
    expect(verdictOf(sampleSeries({ kind: "rpo" }), samplePoint({}))).toBeNull();
  });

  test("names the longest phases in the order they happened", () => {
    const phases = [
      { name: "approval", ms: 4 * minute },
      { name: "queue", ms: 20 },
      { name: "copy", ms: 6 * minute },
      { name: "check", ms: 30_000 },
    ];
    expect(splitWords(samplePoint({ phases }), 2)).toBe("waiting for approval 4 min, restoring files 6 min");
    expect(splitWords(samplePoint({ phases }))).toContain("checking 30 s");
  });
});
