import { type BackupType, backupTypes, typeWords } from "#lib/backups/words.ts";
import { capital } from "#lib/format/sentence.ts";
import type { RetentionRules } from "#lib/policies/schema.ts";

export interface RuleRow {
  label: string;
  before: string;
  after: string;
  hasChanged: boolean;
}

type Gfs = NonNullable<RetentionRules["gfs"]>;

const gfsLabels: Record<keyof Gfs, string> = {
  daily: "Newest full set of each day",
  weekly: "Newest full set of each week",
  monthly: "Newest full set of each month",
  yearly: "Newest full set of each year",
};

/** Two sets of rules side by side; rows that neither of them uses are left out. `before` null: no policy. */
export function ruleRows(before: RetentionRules | null, after: RetentionRules): RuleRow[] {
  const units = ["daily", "weekly", "monthly", "yearly"] as const;
  return [
    ...backupTypes.map((type) =>
      row(
        `${capital(typeWords[type])} sets`,
        before === null ? "for ever" : keepWords(before[type], type),
        keepWords(after[type], type),
      ),
    ),
    ...units
      .filter((unit) => (before?.gfs?.[unit] ?? 0) + (after.gfs?.[unit] ?? 0) > 0)
      .map((unit) =>
        row(
          gfsLabels[unit],
          before === null ? "for ever" : gfsWords(before.gfs?.[unit] ?? 0, unit),
          gfsWords(after.gfs?.[unit] ?? 0, unit),
        ),
      ),
    row(
      "Restorable full sets that always stay",
      before === null ? "all" : String(before.minimumFulls),
      String(after.minimumFulls),
    ),
  ];
}

function row(label: string, before: string, after: string): RuleRow {
  return { label, before, after, hasChanged: before !== after };
}

function keepWords(rule: RetentionRules["full"], type: BackupType): string {
  const parts = [
    rule.keepDays === undefined ? null : rule.keepDays === 1 ? "1 day" : `${rule.keepDays} days`,
    rule.keepCount === undefined ? null : `the newest ${rule.keepCount}`,
  ].filter((part) => part !== null);
  if (parts.length === 0) return type === "full" ? "no rule" : "as long as their full set";
  return parts.length === 1 ? parts.join("") : `${parts.join(" or ")}, whichever keeps more`;
}

function gfsWords(count: number, unit: keyof Gfs): string {
  const nouns = { daily: "day", weekly: "week", monthly: "month", yearly: "year" };
  return count === 0 ? "not kept" : `${count} ${nouns[unit]}${count === 1 ? "" : "s"}`;
}
