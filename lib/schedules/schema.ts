import { z } from "zod";
import { isZone } from "#lib/format/zone.ts";
import { operationStatuses } from "#lib/operations/schema.ts";
import { microsText } from "#lib/recovery/schema.ts";
import { actionWords } from "./words.ts";

export { actionWords };

/** Five fields: minute, hour, day of month, month, day of week. Checked in full by rules.ts. */
export const cronText = z
  .string()
  .trim()
  .regex(/^\S+( \S+){4}$/, "Give five fields: minute, hour, day, month, weekday.");
export const zoneName = z.string().refine(isZone, "Give an IANA time zone, e.g. Europe/Berlin.");

export const missedCauses = [
  "worker-offline",
  "previous-running",
  "unreachable",
  "paused",
  "scheduler-down",
  "refused",
] as const;

/** One expected run. `state` puts the operation's status and the missed fact together for display. */
export const slotDto = z.object({
  id: z.uuid(),
  resource: z.object({ id: z.uuid(), name: z.string() }),
  policy: z.object({ id: z.uuid(), name: z.string() }),
  scheduleId: z.string(),
  action: z.enum(actionWords),
  dueAtMicros: microsText,
  state: z.enum(["expected", "waiting", "running", "succeeded", "failed", "cancelled", "missed"]),
  /** Why it waits, was missed or failed; null otherwise. */
  why: z.string().nullable(),
  missedCause: z.enum(missedCauses).nullable(),
  operation: z.object({ id: z.uuid(), status: z.enum(operationStatuses) }).nullable(),
  /** Missed, and made good by this operation since. */
  isCaughtUp: z.boolean(),
  acknowledged: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
});

export const listSlotsInput = z.object({
  resourceId: z.uuid().optional(),
  /** missed: never started in time; open: missed or failed and not acknowledged; waiting: due, not started. */
  only: z.enum(["all", "missed", "open", "waiting"]).default("all"),
  /** Due from … until just before …: a day of the calendar. */
  fromMicros: microsText.optional(),
  toMicros: microsText.optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const slotPage = z.object({ items: z.array(slotDto), nextCursor: z.string().nullable() });
export const slotIdInput = z.object({ id: z.uuid() });

/** Days of a calendar, each in the reader's zone. The past is what happened; the future what is expected. */
export const calendarInput = z.object({
  resourceId: z.uuid().optional(),
  fromMicros: microsText,
  toMicros: microsText,
  zone: zoneName.default("UTC"),
});
export const calendarDto = z.object({
  days: z.array(
    z.object({
      /** ISO date in the asked zone. */
      date: z.string(),
      expected: z.number().int(),
      succeeded: z.number().int(),
      failed: z.number().int(),
      missed: z.number().int(),
      running: z.number().int(),
    }),
  ),
  /** Succeeded ÷ expected over the past part (a missed run counts as expected); null when nothing was expected. */
  successRate: z.number().nullable(),
  expectedCount: z.number().int(),
  succeededCount: z.number().int(),
});
/** The coming runs, soonest first. */
export const nextRunsInput = z.object({
  resourceId: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(50).default(5),
});
export const nextRunsDto = z.object({
  items: z.array(
    z.object({
      resource: z.object({ id: z.uuid(), name: z.string() }),
      scheduleId: z.string(),
      action: z.enum(actionWords),
      dueAtMicros: microsText,
      zone: z.string(),
      /** Set while the resource is paused over that instant, or its worker is silent: what will happen instead. */
      obstacle: z.string().nullable(),
    }),
  ),
});

export const pauseDto = z.object({
  id: z.uuid(),
  resource: z.object({ id: z.uuid(), name: z.string() }),
  reason: z.string(),
  pausedBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export const pauseList = z.object({ items: z.array(pauseDto) });
export const listPausesInput = z.object({ resourceId: z.uuid().optional() });
export const createPauseInput = z.object({
  /** The resource. */
  id: z.uuid(),
  reason: z.string().trim().min(3, "Say why.").max(500),
  /** At most 30 days: a pause that is forgotten is silence. */
  hours: z.number().min(0.25).max(720),
});
export const pauseIdInput = z.object({ id: z.uuid() });

export type Action = (typeof actionWords)[number];
export type MissedCause = (typeof missedCauses)[number];
export type SlotDto = z.infer<typeof slotDto>;
export type PauseDto = z.infer<typeof pauseDto>;
export type CalendarDto = z.infer<typeof calendarDto>;
