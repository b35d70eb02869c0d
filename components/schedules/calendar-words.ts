import type { CalendarDto } from "#lib/schedules/schema.ts";

export type CalendarDay = CalendarDto["days"][number];

/** "29 of 31 expected runs succeeded (93.5 %)": missed runs are expected ones (never succeeded ÷ attempted). */
export function successWords({ expectedCount, succeededCount, successRate }: CalendarDto): string {
  if (expectedCount === 0 || successRate === null) return "Nothing was expected so far";
  const runs = expectedCount === 1 ? "expected run" : "expected runs";
  return `${succeededCount} of ${expectedCount} ${runs} succeeded (${percent(successRate)})`;
}

/** Rounded down, so that one missed run among thousands is never 100 %. */
function percent(share: number): string {
  const tenths = Math.floor(share * 1000 + 1e-9) / 10;
  return `${Number.isInteger(tenths) ? tenths : tenths.toFixed(1)} %`;
}

/** A day in words: "7 expected: 5 succeeded, 1 failed, 1 missed". */
export function dayWords(day: CalendarDay | undefined): string {
  if (day === undefined || isEmpty(day)) return "nothing expected";
  const parts = [
    [day.succeeded, "succeeded"],
    [day.failed, "failed"],
    [day.missed, "missed"],
    [day.running, "running"],
    [stillToCome(day), "to come"],
  ] as const;
  const happened = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return `${day.expected} expected: ${happened.join(", ")}`;
}

/** Expected and nothing heard of it yet. */
export function stillToCome(day: CalendarDay): number {
  return Math.max(0, day.expected - day.succeeded - day.failed - day.missed - day.running);
}

export function isEmpty(day: CalendarDay): boolean {
  return day.expected + day.succeeded + day.failed + day.missed + day.running === 0;
}
