import { describe, expect, it } from "vitest";
import { microsToIso } from "./instant.ts";
import { startOfDay } from "./start-of-day.ts";

describe("the start of a day", () => {
  it.each([
    ["2026-11-22", "UTC", "2026-11-22T00:00:00.000000Z"],
    ["2026-11-22", "Europe/Berlin", "2026-11-21T23:00:00.000000Z"],
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000000Z"],
    ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000000Z"],
    ["2026-10-26", "Europe/Berlin", "2026-10-25T23:00:00.000000Z"],
    ["2026-11-22", "America/St_Johns", "2026-11-22T03:30:00.000000Z"],
    ["2026-11-22", "Pacific/Kiritimati", "2026-11-21T10:00:00.000000Z"],
  ])("%s in %s is %s", (date, zone, iso) => {
    expect(microsToIso(startOfDay(date, zone))).toBe(iso);
  });

  it("refuses what is no day", () => {
    expect(() => startOfDay("22.11.2026", "UTC")).toThrow(RangeError);
  });
});
