import { z } from "zod";
import { alertRuleIds, severities } from "./words.ts";

export { alertRuleIds, severities };

/** A row of the catalogue of rules: what it watches for, how long it waits, what it says. */
export const alertRule = z.object({
  id: z.enum(alertRuleIds),
  title: z.string(),
  severity: z.enum(severities),
  explanation: z.string(),
  /** How long the condition must hold before somebody is told. */
  forSeconds: z.number().int(),
  firingCount: z.number().int(),
});
export const alertRuleList = z.object({ items: z.array(alertRule) });

export const alertDto = z.object({
  id: z.uuid(),
  rule: z.enum(alertRuleIds),
  severity: z.enum(severities),
  state: z.enum(["pending", "firing", "resolved"]),
  resource: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  subject: z.string(),
  /** One sentence that explains itself: "expected 41–44 GiB, got 3 GiB". */
  summary: z.string(),
  hint: z.string().nullable(),
  details: z.record(z.string(), z.json()),
  startedAt: z.iso.datetime(),
  firedAt: z.iso.datetime().nullable(),
  resolvedAt: z.iso.datetime().nullable(),
  acknowledged: z.object({ by: z.string(), at: z.iso.datetime(), comment: z.string().nullable() }).nullable(),
  /** Why nobody is told: silenced until …, or explained by another alert. */
  muted: z.string().nullable(),
  deliveries: z.object({ sent: z.number().int(), pending: z.number().int(), dead: z.number().int() }),
  /** Where to look: a path of the console. */
  href: z.string().nullable(),
});

export const listAlertsInput = z.object({
  /** open: pending and firing; history: everything, newest first. */
  view: z.enum(["open", "history"]).default("open"),
  resourceId: z.uuid().optional(),
  severity: z.enum(severities).optional(),
  rule: z.enum(alertRuleIds).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const alertPage = z.object({ items: z.array(alertDto), nextCursor: z.string().nullable() });
export const alertIdInput = z.object({ id: z.uuid() });
export const acknowledgeAlertInput = z.object({
  id: z.uuid(),
  comment: z.string().trim().max(1000).optional(),
});

export const silenceDto = z.object({
  id: z.uuid(),
  rule: z.enum(alertRuleIds).nullable(),
  resource: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  reason: z.string(),
  owner: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  isActive: z.boolean(),
});
export const silenceList = z.object({ items: z.array(silenceDto) });
export const createSilenceInput = z
  .object({
    rule: z.enum(alertRuleIds).optional(),
    resourceId: z.uuid().optional(),
    reason: z.string().trim().min(3, "Say why.").max(500),
    /** At most 30 days. */
    hours: z.number().min(0.25).max(720),
  })
  .refine(({ rule, resourceId }) => rule !== undefined || resourceId !== undefined, {
    message: "Choose a rule or a resource: everything cannot be silenced at once.",
  });
export const silenceIdInput = z.object({ id: z.uuid() });

/** What keeps watch, as a page or a monitor asks: derived when read, so that a dead worker cannot hide it. */
export const watchState = z.object({
  isWatching: z.boolean(),
  /** What is not well, in sentences, e.g. "No worker has reported for 4 min." */
  problems: z.array(z.string()),
  firing: z.object({
    critical: z.number().int(),
    warning: z.number().int(),
    /** Critical and warnings that nobody is on and nobody has muted. */
    unacknowledged: z.number().int(),
  }),
});

export type Severity = (typeof severities)[number];
export type AlertRuleId = (typeof alertRuleIds)[number];
export type AlertDto = z.infer<typeof alertDto>;
export type SilenceDto = z.infer<typeof silenceDto>;
export type WatchState = z.infer<typeof watchState>;
