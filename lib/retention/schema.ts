import { z } from "zod";
import { changeDto } from "#lib/changes/schema.ts";
import { operationSummary } from "#lib/operations/schema.ts";
import { retentionRules } from "#lib/policies/schema.ts";
import { microsText } from "#lib/recovery/schema.ts";

/** What retention says about one set, and why. */
export const retentionVerdict = z.object({
  label: z.string(),
  type: z.enum(["full", "diff", "incr"]),
  stoppedAtMicros: microsText,
  repositoryBytes: z.number(),
  verdict: z.enum(["keep", "expire"]),
  /** Every reason that keeps it, or the one that lets it go: "the rule for full sets (90 days)", "held: …", "2026… needs it". */
  reasons: z.array(z.string()).min(1),
  /** When the rules would let it go, if nothing changes; null while something else keeps it. */
  expiresAtMicros: microsText.nullable(),
});

/** One resource in one repository: now, and what the rules do to it. */
export const retentionPreview = z.object({
  resource: z.object({ id: z.uuid(), name: z.string() }),
  repository: z.object({ id: z.uuid(), name: z.string() }),
  verdicts: z.array(retentionVerdict),
  /** Sets that would go at once, by label. */
  expiringNow: z.array(z.string()),
  expiringBytes: z.number(),
  /** Archived WAL older than this segment goes; null when none does. */
  walBefore: z.string().nullable(),
  /** Oldest instant that can be restored before and after; null when nothing can. */
  windowFromMicros: z.object({ before: microsText.nullable(), after: microsText.nullable() }),
  /** What goes over the coming 120 days under these rules, soonest first. */
  schedule: z.array(
    z.object({
      atMicros: microsText,
      labels: z.array(z.string()),
      /** Oldest instant that can be restored from then on; null when nothing can. */
      windowFromMicros: microsText.nullable(),
    }),
  ),
});

export const simulateRetentionInput = z.object({
  /** The policy whose rules are being edited. */
  id: z.uuid(),
  retention: retentionRules,
});
export const simulateAttachInput = z.object({
  /** The resource. */
  id: z.uuid(),
  policyId: z.uuid(),
});
export const retentionSimulation = z.object({
  previews: z.array(retentionPreview),
  /** True when something is kept for less time than now: it then needs an approved request. */
  isShorter: z.boolean(),
  /** What gets weaker, in words. */
  weakenings: z.array(z.string()),
});

/** The frozen plan of a request to keep less. Everything that decides the outcome, nothing else (T2). */
export const retentionPlan = z.object({
  version: z.literal("retention-plan/v1"),
  kind: z.enum(["policy", "attach"]),
  policyId: z.uuid(),
  policyName: z.string(),
  /** The version of the policy the plan was made for. */
  policyVersion: z.number().int(),
  /** For `attach`: the resource that gets under the policy. */
  resourceId: z.uuid().nullable(),
  /** For `policy`: all under it, by id; of no others did an approver see what goes. Earlier versions did not write it down. */
  resources: z.array(z.object({ id: z.uuid(), name: z.string() })).optional(),
  before: retentionRules.nullable(),
  after: retentionRules,
  requesterId: z.uuid(),
});
export const requestRetentionInput = z.object({
  id: z.uuid(),
  version: z.number().int(),
  retention: retentionRules,
  reason: z.string().trim().min(3, "Say why.").max(2000),
});
/** A change request's id. */
export const retentionRequestInput = z.object({ id: z.uuid() });
export const requestAttachInput = z.object({
  /** The resource. */
  id: z.uuid(),
  policyId: z.uuid(),
  reason: z.string().trim().min(3, "Say why.").max(2000),
});
/** A request to keep less, as its page shows it; the decision is the change's own. */
export const retentionRequestDto = z.object({
  changeId: z.uuid(),
  plan: retentionPlan,
  weakenings: z.array(z.string()),
  /** As it was when it was asked for. Not part of the plan. */
  previews: z.array(retentionPreview),
});

export const retentionRequestPage = retentionRequestDto.extend({
  change: changeDto,
  operation: operationSummary.nullable(),
});

export const holdDto = z.object({
  id: z.uuid(),
  resource: z.object({ id: z.uuid(), name: z.string() }),
  repository: z.object({ id: z.uuid(), name: z.string() }),
  label: z.string(),
  reason: z.string(),
  /** Null when the program placed it. */
  owner: z.string().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
});
export const holdList = z.object({ items: z.array(holdDto) });
export const listHoldsInput = z.object({ resourceId: z.uuid().optional() });
export const createHoldInput = z.object({
  /** The backup set. */
  setId: z.uuid(),
  reason: z.string().trim().min(3, "Say why.").max(500),
  /** Left out: until it is released. */
  days: z.number().int().min(1).max(36_500).optional(),
});
export const releaseHoldInput = z.object({
  id: z.uuid(),
  reason: z.string().trim().min(3, "Say why.").max(500),
});
export const retentionOfInput = z.object({
  /** The resource. */
  id: z.uuid(),
});
export const retentionOf = z.object({
  policy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  previews: z.array(retentionPreview),
});

export type RetentionVerdict = z.infer<typeof retentionVerdict>;
export type RetentionPreview = z.infer<typeof retentionPreview>;
export type RetentionRequestPage = z.infer<typeof retentionRequestPage>;
export type RetentionPlan = z.infer<typeof retentionPlan>;
export type HoldDto = z.infer<typeof holdDto>;
