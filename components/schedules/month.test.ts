import { describe, expect, it } from "vitest";
import { addDays, addMonths, sameDayIn, weekdayOf, weeksOf } from "./month.ts";

describe("a month as weeks", () => {
  it("begins on Mondays and leaves the days of other months empty", () => {
    const weeks = weeksOf("2026-11");
    expect(weeks).toHaveLength(6);
    expect(weeks[0]).toEqual([null, null, null, null, null, null, "2026-11-01"]);
    expect(weeks[5]).toEqual(["2026-11-30", null, null, null, null, null, null]);
  });

  it("holds every day once, in leap years too", () => {
    const days = weeksOf("2028-02").flat().filter(Boolean);
    expect(days).toHaveLength(29);
    expect(new Set(days).size).toBe(29);
  });

  it("crosses years and clock changes", () => {
    expect(addMonths("2026-12", 1)).toBe("2027-01");
    expect(addMonths("2026-01", -1)).toBe("2025-12");
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(weekdayOf("2026-11-22")).toBe(6);
  });

  it("goes to the last day where a month is shorter", () => {
    expect(sameDayIn("2026-02", "2026-01-31")).toBe("2026-02-28");
  });
});
