import { describe, expect, it } from "vitest";
import { dayWords, stillToCome, successWords } from "./calendar-words.ts";

const day = { date: "2026-11-03", expected: 7, succeeded: 5, failed: 1, missed: 1, running: 0 };

describe("a calendar in words", () => {
  it("divides by what was expected", () => {
    const calendar = { days: [], expectedCount: 31, succeededCount: 29, successRate: 29 / 31 };
    expect(successWords(calendar)).toBe("29 of 31 expected runs succeeded (93.5 %)");
  });

  it("never rounds a miss up to everything", () => {
    const calendar = { days: [], expectedCount: 10_000, succeededCount: 9999, successRate: 0.9999 };
    expect(successWords(calendar)).toContain("(99.9 %)");
    expect(successWords({ ...calendar, succeededCount: 10_000, successRate: 1 })).toContain("(100 %)");
  });

  it("says nothing good when nothing was expected", () => {
    const calendar = { days: [], expectedCount: 0, succeededCount: 0, successRate: null };
    expect(successWords(calendar)).toBe("Nothing was expected so far");
  });

  it("names each outcome of a day", () => {
    expect(dayWords(day)).toBe("7 expected: 5 succeeded, 1 failed, 1 missed");
    expect(dayWords({ ...day, missed: 0 })).toContain("1 to come");
    expect(dayWords(undefined)).toBe("nothing expected");
  });

  it("counts what is to come once", () => {
    expect(stillToCome({ ...day, missed: 0, running: 1 })).toBe(0);
  });
});
