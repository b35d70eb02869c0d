import { expect, test } from "vitest";
import { calendarCsv } from "./calendar-csv.ts";

test("the file says what the table says, a day a line", () => {
  const day = { date: "2026-11-22", expected: 7, succeeded: 5, failed: 1, missed: 1, running: 0 };
  const calendar = { days: [day], successRate: 5 / 7, expectedCount: 7, succeededCount: 5 };
  expect(calendarCsv(calendar)).toBe(
    "date,expected,succeeded,failed,missed,running\r\n2026-11-22,7,5,1,1,0\r\n",
  );
});
