import { v7 } from "#lib/format/uuid.ts";
import type { PolicyRules, RetentionRules, ScheduleRule } from "#lib/policies/schema.ts";

/** A policy as its form holds it: every field the text that was typed, so that nothing typed is ever lost. */
export interface PolicyDraft {
  name: string;
  schedules: ScheduleDraft[];
  retention: RetentionDraft;
  objectives: Record<"rpoMinutes" | "rtoMinutes", string>;
  thresholds: Record<
    | "durationMinutes"
    | "robustZ"
    | "changePercent"
    | "minimumRuns"
    | "repositoryFullPercent"
    | "atRiskPercent",
    string
  >;
}
export interface ScheduleDraft {
  /** Tells rows apart on screen; never sent. */
  key: string;
  id: string;
  action: ScheduleRule["action"];
  cron: string;
  zone: string;
  graceSeconds: string;
}
interface KeepDraft {
  days: string;
  count: string;
}
export interface RetentionDraft {
  full: KeepDraft;
  diff: KeepDraft;
  incr: KeepDraft;
  gfs: Record<"daily" | "weekly" | "monthly" | "yearly", string> | null;
  minimumFulls: string;
}

export function toDraft(name: string, rules: PolicyRules): PolicyDraft {
  const { objectives, thresholds } = rules;
  return {
    name,
    schedules: rules.schedules.map((schedule) => ({
      ...schedule,
      key: v7(),
      graceSeconds: String(schedule.graceSeconds),
    })),
    retention: toRetentionDraft(rules.retention),
    objectives: {
      rpoMinutes: String(objectives.rpoSeconds / 60),
      rtoMinutes: String(objectives.rtoSeconds / 60),
    },
    thresholds: {
      durationMinutes: String(thresholds.durationSeconds / 60),
      robustZ: String(thresholds.robustZ),
      changePercent: String(thresholds.changePercent),
      minimumRuns: String(thresholds.minimumRuns),
      repositoryFullPercent: String(thresholds.repositoryFullPercent),
      atRiskPercent: String(thresholds.atRiskPercent),
    },
  };
}

export function toRetentionDraft({ full, diff, incr, gfs, minimumFulls }: RetentionRules): RetentionDraft {
  return {
    full: toKeepDraft(full),
    diff: toKeepDraft(diff),
    incr: toKeepDraft(incr),
    gfs: gfs
      ? {
          daily: String(gfs.daily),
          weekly: String(gfs.weekly),
          monthly: String(gfs.monthly),
          yearly: String(gfs.yearly),
        }
      : null,
    minimumFulls: String(minimumFulls),
  };
}

function toKeepDraft(rule: RetentionRules["diff"]): KeepDraft {
  return { days: String(rule.keepDays ?? ""), count: String(rule.keepCount ?? "") };
}

/** What the form says, unchecked: empty is left out, what is no number becomes NaN and is refused by the schema. */
export function readDraft(draft: PolicyDraft) {
  const { objectives, thresholds } = draft;
  return {
    name: draft.name,
    rules: {
      schedules: draft.schedules.map(readSchedule),
      retention: readRetention(draft.retention),
      objectives: {
        rpoSeconds: seconds(objectives.rpoMinutes),
        rtoSeconds: seconds(objectives.rtoMinutes),
      },
      thresholds: {
        durationSeconds: seconds(thresholds.durationMinutes),
        robustZ: number(thresholds.robustZ),
        changePercent: number(thresholds.changePercent),
        minimumRuns: number(thresholds.minimumRuns),
        repositoryFullPercent: number(thresholds.repositoryFullPercent),
        atRiskPercent: number(thresholds.atRiskPercent),
      },
    },
  };
}

export function readSchedule({ key: _, graceSeconds, cron, ...rest }: ScheduleDraft) {
  return { ...rest, cron: cron.trim().replace(/\s+/g, " "), graceSeconds: number(graceSeconds) };
}

export function readRetention({ full, diff, incr, gfs, minimumFulls }: RetentionDraft) {
  return {
    full: readKeep(full),
    diff: readKeep(diff),
    incr: readKeep(incr),
    ...(gfs === null
      ? {}
      : {
          gfs: {
            daily: number(gfs.daily || "0"),
            weekly: number(gfs.weekly || "0"),
            monthly: number(gfs.monthly || "0"),
            yearly: number(gfs.yearly || "0"),
          },
        }),
    minimumFulls: number(minimumFulls),
  };
}

function readKeep({ days, count }: KeepDraft) {
  return {
    ...(days.trim() === "" ? {} : { keepDays: number(days) }),
    ...(count.trim() === "" ? {} : { keepCount: number(count) }),
  };
}

function number(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}

/** Entered in minutes, kept in seconds. */
function seconds(minutes: string): number {
  return Math.round(number(minutes) * 60);
}

/** A new row, named after what it starts; kept for life, so no name is ever used twice in one policy. */
export function newSchedule(existing: readonly ScheduleDraft[]): ScheduleDraft {
  const taken = new Set(existing.map(({ id }) => id));
  const names = ["full", "incr", "diff", ...Array.from({ length: 40 }, (_, index) => `run-${index + 1}`)];
  const id = names.find((name) => !taken.has(name)) ?? v7().slice(-12);
  return { key: v7(), id, action: "incr", cron: "0 */4 * * *", zone: "UTC", graceSeconds: "90" };
}
