import { describe, expect, test } from "vitest";
import type { RetentionRules } from "#lib/policies/schema.ts";
import { reachWords, shorterReach } from "#lib/retention/reach.ts";

const base: RetentionRules = { full: { keepDays: 90 }, diff: {}, incr: { keepDays: 7 }, minimumFulls: 2 };
const gfs = { daily: 7, weekly: 0, monthly: 12, yearly: 0 };

describe("how far one can go back in the end", () => {
  test("is decided by the rule that keeps full sets for longest", () => {
    expect(reachWords(base)).toBe("90 days");
    expect(reachWords({ ...base, gfs })).toBe("12 months");
    expect(reachWords({ ...base, full: { keepDays: 1 }, incr: {} })).toBe("1 day");
  });

  test("counts sets where the rule does", () => {
    expect(reachWords({ ...base, full: { keepDays: 30, keepCount: 4 } })).toBe(
      "30 days or the newest 4 full sets",
    );
    expect(reachWords({ ...base, full: { keepCount: 4 }, incr: {} })).toBe("the newest 4 full sets");
  });

  test("does not promise sets of another type, which there may be none of", () => {
    expect(reachWords({ ...base, full: { keepDays: 1 }, diff: { keepDays: 7 }, incr: { keepDays: 1 } })).toBe(
      "1 day (differential sets: 7 days)",
    );
  });

  test("is compared where it gets shorter, and only where the two compare", () => {
    const short = { ...base, full: { keepDays: 1 }, incr: { keepDays: 1 } };
    expect(shorterReach(base, short)).toBe("90 days → 1 day");
    expect(shorterReach(short, base)).toBeNull();
    expect(shorterReach(base, { ...base, incr: { keepDays: 1 } })).toBeNull();
    expect(shorterReach(base, { ...base, full: { keepCount: 4 } })).toBeNull();
    const week = {
      ...base,
      full: { keepDays: 5 },
      incr: {},
      gfs: { ...gfs, monthly: 0, weekly: 1, daily: 0 },
    };
    expect(shorterReach(week, { ...week, full: { keepDays: 7 } })).toBeNull();
  });
});
