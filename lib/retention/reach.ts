import type { RetentionRules } from "#lib/policies/schema.ts";
import { type CalendarUnit, calendarUnits } from "./calendar.ts";
import { days, typeWords } from "./rule-reasons.ts";

const unitDays: Record<CalendarUnit, number> = { daily: 1, weekly: 7, monthly: 30.44, yearly: 365.25 };
const unitNouns: Record<CalendarUnit, string> = {
  daily: "day",
  weekly: "week",
  monthly: "month",
  yearly: "year",
};
const types = ["full", "diff", "incr"] as const;

/**
 * "90 days → 1 day": how far one can go back once everything older has gone, where that is less than before; null
 * where it is not, or where a number of sets and a number of days do not compare. WAL stays from the oldest kept set
 * on, so the rule that keeps a set for longest decides.
 */
export function shorterReach(before: RetentionRules, after: RetentionRules): string | null {
  const [was, is] = [reach(before), reach(after)];
  const steps = [is.days - was.days, ...types.map((type) => is.counts[type] - was.counts[type])];
  const isShorter = steps.every((step) => step <= 0) && steps.some((step) => step < 0);
  return isShorter ? `${was.words} → ${is.words}` : null;
}

export function reachWords(rules: RetentionRules): string {
  return reach(rules).words;
}

function reach(rules: RetentionRules) {
  const spans = [
    ...types.map((type) => ({ days: rules[type].keepDays ?? 0, words: days(rules[type].keepDays ?? 0) })),
    ...calendarUnits.map((unit) => {
      const count = rules.gfs?.[unit] ?? 0;
      return { days: count * unitDays[unit], words: `${count} ${unitNouns[unit]}${count === 1 ? "" : "s"}` };
    }),
  ];
  const longest = spans.reduce((most, each) => (each.days > most.days ? each : most));
  const counts = {
    full: rules.full.keepCount ?? 0,
    diff: rules.diff.keepCount ?? 0,
    incr: rules.incr.keepCount ?? 0,
  };
  const parts = [
    ...(longest.days > 0 ? [longest.words] : []),
    ...types
      .filter((type) => counts[type] > 0)
      .map((type) => `the newest ${counts[type]} ${typeWords[type]} sets`),
  ];
  return { days: longest.days, counts, words: parts.join(" or ") };
}
