import { backupTypes, typeWords } from "#lib/backups/words.ts";
import { AppError } from "#lib/errors.ts";
import { capital } from "#lib/format/sentence.ts";
import { cronProblem } from "#lib/schedules/occurrences.ts";
import type { PolicyRules, RetentionRules, ScheduleRule } from "./schema.ts";

export const DEFAULT_POLICY_NAME = "Runbook";

/** What the runbook asks for: M1, M2, M4, M10, M11, M25. */
export const defaultRules: PolicyRules = {
  schedules: [
    { id: "full", action: "full", cron: "0 2 * * *", zone: "UTC", graceSeconds: 90 },
    { id: "incr", action: "incr", cron: "0 */4 * * *", zone: "UTC", graceSeconds: 90 },
    { id: "verify", action: "verify", cron: "30 5 * * 0", zone: "UTC", graceSeconds: 90 },
  ],
  retention: { full: { keepDays: 90 }, diff: { keepDays: 7 }, incr: { keepDays: 7 }, minimumFulls: 2 },
  objectives: { rpoSeconds: 300, rtoSeconds: 1800 },
  thresholds: {
    durationSeconds: 3600,
    robustZ: 3.5,
    changePercent: 25,
    minimumRuns: 8,
    repositoryFullPercent: 85,
    atRiskPercent: 80,
  },
};

/** Throws INVALID for a schedule that cannot be read or would never run. */
export function assertSchedules(schedules: readonly ScheduleRule[]): void {
  for (const schedule of schedules) {
    const problem = cronProblem(schedule);
    if (problem === null) continue;
    throw new AppError(
      "INVALID",
      `The schedule ${schedule.id} (${schedule.cron}) cannot be used: ${problem}`,
      {
        hint: "Five fields: minute, hour, day of month, month, day of week.",
        reason: "cron",
      },
    );
  }
}

/** "Full sets 90 days; incremental sets 7 days; never fewer than 2 full sets." */
export function retentionSentence(rules: RetentionRules): string {
  const parts = backupTypes.map((type) => {
    const { keepDays, keepCount } = rules[type];
    const wants = [
      ...(keepDays === undefined ? [] : [count(keepDays, "day")]),
      ...(keepCount === undefined ? [] : [`the newest ${keepCount}`]),
    ];
    return `${typeWords[type]} sets ${wants.join(" or ") || "as long as their full set"}`;
  });
  const gfs = (["daily", "weekly", "monthly", "yearly"] as const).flatMap((unit) => {
    const kept = rules.gfs?.[unit] ?? 0;
    return kept === 0 ? [] : [`${kept} ${unit}`];
  });
  if (gfs.length > 0) parts.push(`also ${gfs.join(", ")} full sets`);
  return `${capital(parts.join("; "))}; never fewer than ${count(rules.minimumFulls, "full set")}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
