import type { RetentionRules } from "#lib/policies/schema.ts";
import { type CalendarUnit, calendarIndex, calendarStart, calendarUnits, DAY_MICROS } from "./calendar.ts";
import type { RetainedSet } from "./retained-set.ts";

export const typeWords = { full: "full", diff: "differential", incr: "incremental" } as const;
const unitWords: Record<CalendarUnit, string> = {
  daily: "day",
  weekly: "week",
  monthly: "month",
  yearly: "year",
};

/** A type without a rule of its own stays as long as its full set. */
export function hasOwnRule(rules: RetentionRules, type: RetainedSet["type"]): boolean {
  return rules[type].keepDays !== undefined || rules[type].keepCount !== undefined;
}

/** Why the rules themselves keep each set at this moment. `sets`: newest first. */
export function ruleReasons(
  sets: readonly RetainedSet[],
  rules: RetentionRules,
  now: bigint,
): { label: string; reason: string }[] {
  return [...byAge(sets, rules, now), ...byCount(sets, rules), ...byCalendar(sets, rules, now)];
}

function byAge(sets: readonly RetainedSet[], rules: RetentionRules, now: bigint) {
  return sets.flatMap((set) => {
    const { keepDays } = rules[set.type];
    if (keepDays === undefined || now >= set.stoppedAtMicros + BigInt(keepDays) * DAY_MICROS) return [];
    return [{ label: set.label, reason: `the rule for ${typeWords[set.type]} sets (${days(keepDays)})` }];
  });
}

function byCount(sets: readonly RetainedSet[], rules: RetentionRules) {
  return (["full", "diff", "incr"] as const).flatMap((type) => {
    const { keepCount } = rules[type];
    if (keepCount === undefined) return [];
    const same = sets.filter((set) => set.type === type);
    const last = same.filter((set) => set.problem === null)[keepCount - 1];
    // One that cannot be restored takes nobody's place, nor does it go while older ones are counted.
    const counted = last ? same.slice(0, same.indexOf(last) + 1) : same;
    const reason = `the rule for ${typeWords[type]} sets (the newest ${keepCount})`;
    return counted.map(({ label }) => ({ label, reason }));
  });
}

function byCalendar(sets: readonly RetainedSet[], rules: RetentionRules, now: bigint) {
  return calendarUnits.flatMap((unit) => {
    const count = rules.gfs?.[unit] ?? 0;
    const seen = new Set<number>();
    return sets.flatMap((set) => {
      if (set.type !== "full" || set.problem !== null) return [];
      const index = calendarIndex(unit, set.stoppedAtMicros);
      if (seen.has(index) || calendarIndex(unit, now) - index >= count) return [];
      seen.add(index);
      return [
        { label: set.label, reason: `the newest full set of its ${unitWords[unit]} (${unit} ${count})` },
      ];
    });
  });
}

/** Every instant at which a rule may stop keeping this set. */
export function ruleExits(set: RetainedSet, rules: RetentionRules): bigint[] {
  const { keepDays } = rules[set.type];
  const byDays = keepDays === undefined ? [] : [set.stoppedAtMicros + BigInt(keepDays) * DAY_MICROS];
  if (set.type !== "full") return byDays;
  const byUnit = calendarUnits.flatMap((unit) => {
    const count = rules.gfs?.[unit] ?? 0;
    return count === 0 ? [] : [calendarStart(unit, calendarIndex(unit, set.stoppedAtMicros) + count)];
  });
  return [...byDays, ...byUnit];
}

export function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}
