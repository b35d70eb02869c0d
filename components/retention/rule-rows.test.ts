import { describe, expect, it } from "vitest";
import { ruleRows } from "./rule-rows.ts";

const before = { full: { keepDays: 90 }, diff: {}, incr: { keepDays: 7 }, minimumFulls: 2 };

describe("two retention rules side by side", () => {
  it("marks exactly what differs", () => {
    const rows = ruleRows(before, { ...before, full: { keepDays: 30, keepCount: 4 } });
    expect(rows.filter((row) => row.hasChanged)).toEqual([
      {
        label: "Full sets",
        before: "90 days",
        after: "30 days or the newest 4, whichever keeps more",
        hasChanged: true,
      },
    ]);
  });

  it("says what happens to a type without a rule", () => {
    expect(ruleRows(before, before)[1]?.after).toBe("as long as their full set");
  });

  it("shows grandfathers only where one of the two has them", () => {
    const gfs = { daily: 0, weekly: 0, monthly: 12, yearly: 0 };
    expect(ruleRows(before, before)).toHaveLength(4);
    expect(ruleRows({ ...before, gfs }, before)[3]).toMatchObject({ before: "12 months", after: "not kept" });
  });

  it("compares with keeping everything where there was no policy", () => {
    expect(ruleRows(null, before)[0]).toMatchObject({ before: "for ever", after: "90 days" });
  });
});
