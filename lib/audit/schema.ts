import { z } from "zod";
import { microsText } from "#lib/recovery/schema.ts";
import { auditOutcomes } from "./words.ts";

export { auditOutcomes };

export const auditEntryDto = z.object({
  position: z.string(),
  id: z.uuid(),
  atMicros: microsText,
  action: z.string(),
  outcome: z.enum(auditOutcomes),
  actor: z.object({ id: z.string().nullable(), name: z.string(), kind: z.enum(["user", "token", "system"]) }),
  subject: z.object({ type: z.string(), id: z.string().nullable(), name: z.string().nullable() }).nullable(),
  resourceId: z.string().nullable(),
  /** The entry as a sentence. */
  sentence: z.string(),
  details: z.json(),
  /** The entry letter by letter as it was recorded (RFC 8785). */
  canonical: z.string(),
});

export const listAuditInput = z.object({
  action: z.string().max(60).optional(),
  actorId: z.string().max(60).optional(),
  subjectId: z.string().max(60).optional(),
  resourceId: z.string().max(60).optional(),
  outcome: z.enum(auditOutcomes).optional(),
  fromMicros: microsText.optional(),
  toMicros: microsText.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const auditPage = z.object({ items: z.array(auditEntryDto), nextCursor: z.string().nullable() });
export type AuditEntryDto = z.infer<typeof auditEntryDto>;
