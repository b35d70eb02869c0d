import { z } from "zod";
import { actionWords, cronText, zoneName } from "#lib/schedules/schema.ts";

export const scheduleRule = z.object({
  /** Kept for life: slots and cursors are known by it. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, "Use lower-case letters, digits and hyphens."),
  action: z.enum(actionWords),
  cron: cronText,
  /** IANA name; the cron is read on this zone's clocks. */
  zone: zoneName,
  /** A run that has not started this long after it was due was missed. */
  graceSeconds: z.number().int().min(30).max(86_400).default(90),
});

/** Keep a set while any of these wants it. Nothing given: kept for as long as its full set. */
const keepRule = z.object({
  keepDays: z.number().int().min(1).max(36_500).optional(),
  keepCount: z.number().int().min(1).max(10_000).optional(),
});

export const retentionRules = z.object({
  full: keepRule.refine((rule) => rule.keepDays !== undefined || rule.keepCount !== undefined, {
    message: "Say how long full sets are kept.",
  }),
  diff: keepRule,
  incr: keepRule,
  /** Grandfather, father, son: the newest full set of each of the last n days, weeks, months and years stays. */
  gfs: z
    .object({
      daily: z.number().int().min(0).max(366),
      weekly: z.number().int().min(0).max(520),
      monthly: z.number().int().min(0).max(240),
      yearly: z.number().int().min(0).max(100),
    })
    .optional(),
  /** This many restorable full sets stay in each repository, whatever the other rules say. */
  minimumFulls: z.number().int().min(1).max(100).default(2),
});

export const policyObjectives = z.object({
  rpoSeconds: z.number().int().min(1).max(31_536_000),
  rtoSeconds: z.number().int().min(1).max(31_536_000),
});

export const alertThresholds = z.object({
  /** A backup that takes longer is reported (M25: one hour). */
  durationSeconds: z.number().int().min(60).max(604_800).default(3600),
  /** Unusual is what is further from the median than this, in robust standard deviations … */
  robustZ: z.number().min(1).max(20).default(3.5),
  /** … and differs from it by more than this … */
  changePercent: z.number().min(1).max(1000).default(25),
  /** … once there are as many good runs to compare with. */
  minimumRuns: z.number().int().min(3).max(100).default(8),
  repositoryFullPercent: z.number().min(1).max(100).default(85),
  /** An objective is at risk when this much of it is used up. */
  atRiskPercent: z.number().min(1).max(100).default(80),
});

export const policyRules = z
  .object({
    schedules: z.array(scheduleRule).max(32),
    retention: retentionRules,
    objectives: policyObjectives,
    thresholds: alertThresholds.default(alertThresholds.parse({})),
  })
  .refine(({ schedules }) => new Set(schedules.map(({ id }) => id)).size === schedules.length, {
    message: "Two schedules have the same name.",
    path: ["schedules"],
  });

const policyName = z.string().trim().min(1, "Give it a name.").max(100);

export const policyIdInput = z.object({ id: z.uuid() });
export const createPolicyInput = z.object({ name: policyName, rules: policyRules });
export const updatePolicyInput = z.object({
  id: z.uuid(),
  name: policyName,
  rules: policyRules,
  /** The version that was edited: somebody else's change in between is not overwritten. */
  version: z.number().int(),
});
export const attachPolicyInput = z.object({
  /** The resource. */
  id: z.uuid(),
  policyId: z.uuid(),
});
/** Rules somebody is still writing: how they read and when they would run. */
export const describePolicyInput = z.object({ schedules: z.array(scheduleRule).max(32) });

/** One schedule in words, e.g. "A full backup every day at 02:00", with its next runs. */
export const scheduleWords = z.object({
  scheduleId: z.string(),
  sentence: z.string(),
  /** The next five. `local` is the wall-clock text in the schedule's zone; `note` names a clock change. */
  nextRuns: z.array(
    z.object({ atMicros: z.string(), local: z.string(), utc: z.string(), note: z.string().nullable() }),
  ),
});

export const policyDescription = z.object({ schedules: z.array(scheduleWords) });

export const policyDto = z.object({
  id: z.uuid(),
  name: z.string(),
  version: z.number().int(),
  rules: policyRules,
  schedules: z.array(scheduleWords),
  /** Retention as a sentence: "Full sets 90 days, incremental sets 7 days; never fewer than 2 full sets." */
  retentionSentence: z.string(),
  resources: z.array(z.object({ id: z.uuid(), name: z.string() })),
  updatedAt: z.iso.datetime(),
});
export const policyList = z.object({ items: z.array(policyDto) });

export type ScheduleRule = z.infer<typeof scheduleRule>;
export type RetentionRules = z.infer<typeof retentionRules>;
export type AlertThresholds = z.infer<typeof alertThresholds>;
export type PolicyRules = z.infer<typeof policyRules>;
export type PolicyDto = z.infer<typeof policyDto>;
export type ScheduleWords = z.infer<typeof scheduleWords>;
