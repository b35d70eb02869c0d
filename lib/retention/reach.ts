import { typeWords } from "#lib/backups/words.ts";
import type { RetentionRules } from "#lib/policies/schema.ts";
import { type CalendarUnit, calendarUnits } from "./calendar.ts";
import { days, ruleWords } from "./rule-reasons.ts";

const unitDays: Record<CalendarUnit, number> = { daily: 1, weekly: 7, monthly: 30.44, yearly: 365.25 };
const unitNouns: Record<CalendarUnit, string> = {
  daily: "day",
  weekly: "week",
  monthly: "month",
  yearly: "year",
};

/**
 * "90 days → 1 day": how far one can go back once everything older has gone, where that is less than before; null
 * where it is not, or where a number of sets and a number of days do not compare.
 */
export function shorterReach(before: RetentionRules, after: RetentionRules): string | null {
  const [was, is] = [reach(before), reach(after)];
  const steps = [is.days - was.days, is.count - was.count];
  const isShorter = steps.every((step) => step <= 0) && steps.some((step) => step < 0);
  return isShorter ? `${was.words} → ${is.words}` : null;
}

/**
 * WAL stays from the oldest kept set on, so the rule that keeps full sets for longest decides. Sets of another type
 * that are kept for longer keep theirs too, but whether there are any is not for the rules to say.
 */
export function reachWords(rules: RetentionRules): string {
  return reach(rules).words;
}

function reach(rules: RetentionRules) {
  const { keepDays = 0, keepCount = 0 } = rules.full;
  const spans = [
    { days: keepDays, words: days(keepDays) },
    ...calendarUnits.map((unit) => {
      const count = rules.gfs?.[unit] ?? 0;
      return { days: count * unitDays[unit], words: `${count} ${unitNouns[unit]}${count === 1 ? "" : "s"}` };
    }),
  ];
  const longest = spans.reduce((most, each) => (each.days > most.days ? each : most));
  const own = [
    ...(longest.days > 0 ? [longest.words] : []),
    ...(keepCount > 0 ? [`the newest ${keepCount} full sets`] : []),
  ].join(" or ");
  const further = (["diff", "incr"] as const)
    .filter((type) => (rules[type].keepDays ?? 0) > longest.days || rules[type].keepCount !== undefined)
    .map((type) => `${typeWords[type]} sets: ${ruleWords(rules[type])}`)
    .join("; ");
  return { days: longest.days, count: keepCount, words: further === "" ? own : `${own} (${further})` };
}
