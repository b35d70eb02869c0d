import { Temporal } from "temporal-polyfill";
import { type CronRule, nextOccurrences, occurrencesBetween } from "./occurrences.ts";

/**
 * What a change of the zone's clocks does to the run at this instant; null when it does nothing. `previousMicros`
 * is the run before, where it is known: between the two the clocks may have changed without touching either.
 */
export function clockChange(rule: CronRule, atMicros: bigint, previousMicros: bigint | null): string | null {
  const at = zoned(atMicros, rule.zone);
  const skipped = skippedTime(rule, at);
  if (skipped !== null) {
    return `Clocks go forward: ${skipped} does not exist that day, so it runs at ${wall(at)}.`;
  }
  const plain = at.toPlainDateTime();
  const [first, second] = (["earlier", "later"] as const).map((disambiguation) =>
    plain.toZonedDateTime(rule.zone, { disambiguation }),
  );
  if (first && second && first.epochNanoseconds !== second.epochNanoseconds) {
    const isFirst = at.epochNanoseconds === first.epochNanoseconds;
    const other = micros(isFirst ? second : first);
    const runsTwice = occurrencesBetween(rule, other - 1n, other, 1).length > 0;
    if (!runsTwice) return `Clocks go back: ${wall(at)} comes twice, it runs once, the first time.`;
    return `Clocks go back: ${wall(at)} comes twice, this is the ${isFirst ? "first" : "second"}.`;
  }
  if (previousMicros === null) return null;
  const minutes =
    (at.offsetNanoseconds - zoned(previousMicros, rule.zone).offsetNanoseconds) / 60_000_000_000;
  if (minutes === 0) return null;
  return `Clocks have gone ${minutes > 0 ? "forward" : "back"} ${Math.abs(minutes)} min since the run before.`;
}

/** The scheduled time of day that the clocks jumped over, when this instant is where they landed. */
function skippedTime(rule: CronRule, at: Temporal.ZonedDateTime): string | null {
  const before = at.subtract({ nanoseconds: 1 });
  if (before.offsetNanoseconds >= at.offsetNanoseconds) return null;
  const gapFrom = before.toPlainDateTime().add({ nanoseconds: 1 });
  const asIfUtc = (plain: Temporal.PlainDateTime) => micros(plain.toZonedDateTime("UTC"));
  const [skipped] = nextOccurrences({ cron: rule.cron, zone: "UTC" }, asIfUtc(gapFrom) - 1000n, 1);
  if (skipped === undefined || skipped >= asIfUtc(at.toPlainDateTime())) return null;
  // A schedule of every few minutes or hours has a run of its own at the end of the gap.
  const [own] = nextOccurrences({ cron: rule.cron, zone: "UTC" }, asIfUtc(at.toPlainDateTime()) - 1000n, 1);
  return own === asIfUtc(at.toPlainDateTime()) ? null : wall(zoned(skipped, "UTC"));
}

function zoned(atMicros: bigint, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochNanoseconds(atMicros * 1000n).toZonedDateTimeISO(zone);
}

function micros(at: Temporal.ZonedDateTime): bigint {
  return at.epochNanoseconds / 1000n;
}

function wall(at: Temporal.ZonedDateTime): string {
  return at.toPlainTime().toString({ smallestUnit: "minute" });
}
