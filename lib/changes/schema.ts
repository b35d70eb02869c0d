import { z } from "zod";

export const changeKinds = ["restore", "retention"] as const;
export const decisions = ["requested", "approved", "rejected", "cancelled", "expired", "superseded"] as const;
export const rejectReasons = [
  "wrong-target",
  "wrong-destination",
  "loss-too-large",
  "not-needed",
  "not-enough-information",
  "other",
] as const;

export const changeIdInput = z.object({ id: z.uuid() });

export const approveChangeInput = z.object({
  id: z.uuid(),
  /** The hash that was displayed to the approver. */
  planHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Fresh proof of presence (T15). */
  password: z.string().min(1).max(1024),
});
export const rejectChangeInput = z.object({
  id: z.uuid(),
  planHash: z.string().regex(/^[0-9a-f]{64}$/),
  reason: z.enum(rejectReasons),
  comment: z.string().trim().max(2000).optional(),
});

export const approvalDto = z.object({
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  vote: z.enum(["approve", "reject"]),
  rejectReason: z.enum(rejectReasons).nullable(),
  comment: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

export const changeDto = z.object({
  id: z.uuid(),
  number: z.number().int(),
  kind: z.enum(changeKinds),
  decision: z.enum(decisions),
  planHash: z.string(),
  /** First eight hex digits as two groups: what people compare by eye. */
  planFingerprint: z.string(),
  reason: z.string(),
  requestedBy: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
  approvalExpiresAt: z.iso.datetime().nullable(),
  requiredApprovals: z.number().int(),
  approvals: z.array(approvalDto),
  /** Whether the person asking may decide, and if not, why: shown, and decided again by the verb. */
  mayApprove: z.object({ allowed: z.boolean(), why: z.string().nullable() }),
  mayCancel: z.boolean(),
});

/** One line of the approvals inbox. */
export const changeSummary = z.object({
  change: changeDto,
  /** What would happen, e.g. "Restore orders in place …". */
  sentence: z.string(),
  resource: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** The page of a restore; a change of retention is shown by the change's own id. */
  restoreId: z.uuid().nullable(),
});
export const listChangesInput = z.object({
  /** Only those that wait for a decision. */
  open: z.stringbool().optional(),
  kind: z.enum(changeKinds).optional(),
  /** Only the one that people call R-<number>. */
  number: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const changePage = z.object({ items: z.array(changeSummary), nextCursor: z.string().nullable() });

export type ChangeKind = (typeof changeKinds)[number];
export type Decision = (typeof decisions)[number];
export type RejectReason = (typeof rejectReasons)[number];
export type ApproveChangeInput = z.infer<typeof approveChangeInput>;
export type ChangeDto = z.infer<typeof changeDto>;
export type ChangeSummary = z.infer<typeof changeSummary>;
