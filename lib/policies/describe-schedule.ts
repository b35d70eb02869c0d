import { formatInstant } from "#lib/format/instant.ts";
import { clockChange } from "#lib/schedules/clock-change.ts";
import { nextOccurrences } from "#lib/schedules/occurrences.ts";
import { scheduleSentence } from "#lib/schedules/schedule-sentence.ts";
import type { ScheduleRule, ScheduleWords } from "./schema.ts";

const RUNS = 5;

/** A schedule whose cron is known to be sound, in words, with its next runs. */
export function describeSchedule(rule: ScheduleRule, nowMicros: bigint): ScheduleWords {
  const runs = nextOccurrences(rule, nowMicros, RUNS);
  return {
    scheduleId: rule.id,
    sentence: scheduleSentence(rule),
    nextRuns: runs.map((atMicros, index) => ({
      atMicros: atMicros.toString(),
      local: `${weekday(atMicros, rule.zone)} ${formatInstant(atMicros, rule.zone, "minute")}`,
      utc: `${formatInstant(atMicros, "UTC", "minute").slice(0, 16)} UTC`,
      note: clockChange(rule, atMicros, runs[index - 1] ?? null),
    })),
  };
}

function weekday(micros: bigint, zone: string): string {
  return new Intl.DateTimeFormat("en-GB", { weekday: "short", timeZone: zone }).format(
    Number(micros / 1000n),
  );
}
