import { backupTypes, typeWords } from "#lib/backups/words.ts";
import type { RetentionRules } from "#lib/policies/schema.ts";
import { type CalendarUnit, calendarIndex, calendarStart, calendarUnits, DAY_MICROS } from "./calendar.ts";
import type { RetainedSet } from "./retained-set.ts";

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

/** One reason to keep a set, and until when it holds. */
export interface KeepReason {
  label: string;
  reason: string;
  until: bigint;
}

/** Later than anything: until something is added or somebody changes the rules. */
export const FOREVER = 2n ** 62n;

/**
 * Why the rules themselves keep each set, and until when. `sets`: newest first. None of it changes when what the rules
 * let go is removed: it is never among the newest of its type, nor of its day, week, month or year.
 */
export function ruleReasons(sets: readonly RetainedSet[], rules: RetentionRules): KeepReason[] {
  return [...byAge(sets, rules), ...byCount(sets, rules), ...byCalendar(sets, rules)];
}

function byAge(sets: readonly RetainedSet[], rules: RetentionRules): KeepReason[] {
  return sets.flatMap((set) => {
    const { keepDays } = rules[set.type];
    if (keepDays === undefined) return [];
    const reason = `the rule for ${typeWords[set.type]} sets (${days(keepDays)})`;
    return [{ label: set.label, reason, until: set.stoppedAtMicros + BigInt(keepDays) * DAY_MICROS }];
  });
}

function byCount(sets: readonly RetainedSet[], rules: RetentionRules): KeepReason[] {
  return backupTypes.flatMap((type) => {
    const { keepCount } = rules[type];
    if (keepCount === undefined) return [];
    const same = sets.filter((set) => set.type === type);
    const last = same.filter((set) => set.problem === null)[keepCount - 1];
    // One that cannot be restored takes nobody's place, nor does it go while older ones are counted.
    const counted = last ? same.slice(0, same.indexOf(last) + 1) : same;
    const reason = `the rule for ${typeWords[type]} sets (the newest ${keepCount})`;
    return counted.map(({ label }) => ({ label, reason, until: FOREVER }));
  });
}

function byCalendar(sets: readonly RetainedSet[], rules: RetentionRules): KeepReason[] {
  return calendarUnits.flatMap((unit) => {
    const count = rules.gfs?.[unit] ?? 0;
    if (count === 0) return [];
    const reason = `the newest full set of its ${unitWords[unit]} (${unit} ${count})`;
    const seen = new Set<number>();
    return sets.flatMap((set) => {
      if (set.type !== "full" || set.problem !== null) return [];
      const index = calendarIndex(unit, set.stoppedAtMicros);
      if (seen.has(index)) return [];
      seen.add(index);
      return [{ label: set.label, reason, until: calendarStart(unit, index + count) }];
    });
  });
}

export function ruleWords({ keepDays, keepCount }: { keepDays?: number; keepCount?: number }): string {
  const parts = [
    ...(keepDays === undefined ? [] : [days(keepDays)]),
    ...(keepCount === undefined ? [] : [`the newest ${keepCount}`]),
  ];
  return parts.join(" or ") || "as long as their full set";
}

export function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}
