import type { CalendarDto } from "#lib/schedules/schema.ts";

/** The days as a file: dates and numbers only, so that no spreadsheet reads one as a formula. */
export function calendarCsv({ days }: CalendarDto): string {
  const rows = days.map((day) =>
    [day.date, day.expected, day.succeeded, day.failed, day.missed, day.running].join(","),
  );
  return ["date,expected,succeeded,failed,missed,running", ...rows, ""].join("\r\n");
}
