import { backupTypes, typeWords } from "#lib/backups/words.ts";
import { capital } from "#lib/format/sentence.ts";
import type { RetentionRules } from "#lib/policies/schema.ts";
import { reachWords, shorterReach } from "./reach.ts";
import { days, hasOwnRule, ruleWords } from "./rule-reasons.ts";

/**
 * What `after` keeps for less time than `before`, one sentence each; empty when it keeps no less. Null before means
 * no policy: everything was kept. A type without days and number stays as long as its full set, which compares with
 * no number of days: that change counts as weaker in both directions.
 */
export function retentionWeakenings(before: RetentionRules | null, after: RetentionRules): string[] {
  if (before === null)
    return [
      "Until now nothing expires; from then on sets that the policy does not keep go.",
      `Can go back: for ever → ${reachWords(after)}.`,
    ];
  const byType = backupTypes.flatMap((type) => {
    const [was, is] = [before[type], after[type]];
    const name = `${capital(typeWords[type])} sets`;
    if (hasOwnRule(before, type) !== hasOwnRule(after, type)) {
      return [`${name}: ${ruleWords(was)} → ${ruleWords(is)}.`];
    }
    return [
      ...((is.keepDays ?? 0) < (was.keepDays ?? 0)
        ? [
            `${name}: ${days(was.keepDays ?? 0)} → ${is.keepDays === undefined ? "no days" : days(is.keepDays)}.`,
          ]
        : []),
      ...((is.keepCount ?? 0) < (was.keepCount ?? 0)
        ? [
            `${name}: the newest ${was.keepCount} → ${is.keepCount ? `the newest ${is.keepCount}` : "no number"}.`,
          ]
        : []),
    ];
  });
  const byUnit = (["daily", "weekly", "monthly", "yearly"] as const).flatMap((unit) => {
    const [was, is] = [before.gfs?.[unit] ?? 0, after.gfs?.[unit] ?? 0];
    return is < was ? [`${capital(unit)} full sets: ${was} → ${is}.`] : [];
  });
  const minimum =
    after.minimumFulls < before.minimumFulls
      ? [`Full sets that always stay: ${before.minimumFulls} → ${after.minimumFulls}.`]
      : [];
  const reach = shorterReach(before, after);
  return [...(reach === null ? [] : [`Can go back: ${reach}.`]), ...byType, ...byUnit, ...minimum];
}
