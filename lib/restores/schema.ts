import { z } from "zod";
import { changeDto } from "#lib/changes/schema.ts";
import { operationSummary } from "#lib/operations/schema.ts";
import { lsnText, microsText, recoveryTarget } from "#lib/recovery/schema.ts";
import { wayBackKinds } from "./words.ts";

export { recoveryTarget, wayBackKinds };

export const destinationChoice = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("new-instance") }),
  z.object({ kind: z.literal("in-place") }),
]);

export const previewRestoreInput = z.object({
  resourceId: z.uuid(),
  /** Left out: the resource's first repository that can reach the target. */
  repositoryId: z.uuid().optional(),
  target: recoveryTarget,
  destination: destinationChoice,
  /** In place only; left out: the strongest that the destination's state allows. */
  wayBack: z.enum(wayBackKinds).optional(),
});

/** What the worker is given. Only the undo of a restore says what it undoes: the sentence people approve names it. */
export const previewRestorePayload = previewRestoreInput.extend({ undoOfId: z.uuid().optional() });

export const requestRestoreInput = z.object({
  /** The finished preview operation that this request freezes. */
  previewId: z.uuid(),
  reason: z.string().trim().min(3, "Say why.").max(2000),
  /** In place only: the resource's name, typed by hand (U6). */
  confirmation: z.string().optional(),
});

export const stopPoint = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("lsn"), lsn: lsnText, inclusive: z.boolean(), timeline: z.number().int() }),
  z.object({ kind: z.literal("name"), name: z.string(), lsn: lsnText, timeline: z.number().int() }),
  z.object({ kind: z.literal("immediate"), timeline: z.number().int() }),
]);

export const planHook = z.object({
  moment: z.enum(["stop", "start", "health"]),
  name: z.string(),
  sha256: z.string(),
});

/** Everything that decides the outcome (T2). What is approved is the hash of exactly this. */
export const restorePlan = z.object({
  version: z.literal("restore-plan/v1"),
  resource: z.object({ id: z.uuid(), name: z.string() }),
  engine: z.literal("pgbackrest"),
  repository: z.object({ id: z.uuid(), name: z.string(), generation: z.number().int() }),
  backupSet: z.object({ label: z.string(), manifestSha256: z.string() }),
  target: z.object({
    chosen: recoveryTarget,
    stop: stopPoint,
    /** Commit instant of the last transaction that will be there; null when recovery ends with the set itself. */
    lastCommitMicros: microsText.nullable(),
  }),
  destination: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("in-place"),
      host: z.string(),
      dataDirectory: z.string(),
      systemIdentifier: z.string().nullable(),
      state: z.enum(["running", "stopped", "broken", "gone"]),
    }),
    z.object({
      kind: z.literal("new-instance"),
      host: z.string(),
      dataDirectory: z.string(),
      port: z.number().int(),
    }),
  ]),
  wayBack: z.enum(wayBackKinds),
  include: z.array(z.string()),
  exclude: z.array(z.string()),
  hooks: z.array(planHook),
  undoOfId: z.uuid().nullable(),
  requesterId: z.uuid(),
});

/** U5: computed by the worker from the repository and the live cluster; shown, never part of the hash. */
export const restoreImpact = z.object({
  computedAtMicros: microsText,
  /** Span between the last commit kept and now, null when unknown. */
  lostMs: z.number().nullable(),
  lostCommits: z.object({ count: z.number(), isExact: z.boolean() }).nullable(),
  lostWalBytes: z.number().nullable(),
  sessionsDropped: z.number().nullable(),
  /** From this resource's own history; null when it has none. */
  durationMs: z.object({ low: z.number(), high: z.number(), basedOn: z.number() }).nullable(),
  requiredBytes: z.number(),
  freeBytes: z.number().nullable(),
  /** Sentences: what will not come back. */
  notRestored: z.array(z.string()),
  /** Sentences: what the approver should know. */
  warnings: z.array(z.string()),
});

/** What the preview operation returns: the plan but for requester and reason, and its impact. */
export const previewResult = z.object({
  plan: restorePlan.omit({ requesterId: true }),
  impact: restoreImpact,
});

export const tableCount = z.object({
  database: z.string(),
  table: z.string(),
  /** Null when it could be neither counted nor estimated. */
  rows: z.number().nullable(),
  isExact: z.boolean(),
});

export const restoreReceipt = z.object({
  reachedLsn: lsnText,
  lastCommitMicros: microsText.nullable(),
  newTimeline: z.number().int(),
  systemIdentifier: z.string(),
  tables: z.array(tableCount),
  checks: z.array(z.object({ name: z.string(), passed: z.boolean(), sentence: z.string() })),
  /** Measured RTO: total, and where it went. */
  rto: z.object({
    totalMs: z.number(),
    approvalMs: z.number(),
    queueMs: z.number(),
    safetyMs: z.number(),
    restoreMs: z.number(),
    replayMs: z.number(),
    validationMs: z.number(),
  }),
  finishedAtMicros: microsText,
});

export const wayBackTaken = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("backup"),
    label: z.string(),
    repositoryId: z.uuid(),
    restorePoint: z.string(),
    lsn: lsnText,
    timeline: z.number().int(),
  }),
  z.object({ kind: z.literal("set-aside"), path: z.string() }),
  z.object({ kind: z.literal("none") }),
]);

/** What an undo needs, as it is now. */
export const safetyBackup = z.object({
  /** In the catalogue, neither expired nor missing. */
  isStored: z.boolean(),
  isHeld: z.boolean(),
  /** When the hold ends or ended; null: it has no end of its own, or there never was one. */
  heldUntil: z.iso.datetime().nullable(),
});

export const instanceDto = z.object({
  host: z.string(),
  dataDirectory: z.string(),
  socketDirectory: z.string(),
  port: z.number().int(),
  user: z.string(),
});

export const restoreDto = z.object({
  id: z.uuid(),
  resource: z.object({ id: z.uuid(), name: z.string() }),
  change: changeDto,
  plan: restorePlan,
  impact: restoreImpact,
  /** Decision and operation, combined for display by a pure function. */
  status: z.enum([
    "waiting for approval",
    "rejected",
    "cancelled",
    "expired",
    "superseded",
    "approved",
    "running",
    "succeeded",
    "failed",
    /** Approved, and its operation was cancelled: "cancelled" alone is a request that was withdrawn. */
    "run cancelled",
  ]),
  operation: operationSummary.nullable(),
  receipt: restoreReceipt.nullable(),
  wayBack: wayBackTaken.nullable(),
  /** Null when the way back is another one, or none. */
  safetyBackup: safetyBackup.nullable(),
  instance: instanceDto.nullable(),
  discardedAt: z.iso.datetime().nullable(),
  undoOfId: z.uuid().nullable(),
  /** True while "go back to just before" can be requested. */
  canUndo: z.boolean(),
  /** The sentence people read: "Put orders-db back to …, in place". */
  sentence: z.string(),
});

export const listRestoresInput = z.object({
  resourceId: z.uuid().optional(),
  /** Only those that wait for a decision. */
  waiting: z.stringbool().optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
/** Of a receipt what a list shows: the tables and checks of each are on its own page. */
export const restoreListItem = restoreDto.extend({
  receipt: restoreReceipt.omit({ tables: true, checks: true }).nullable(),
});
export const restorePage = z.object({ items: z.array(restoreListItem), nextCursor: z.string().nullable() });
export const restoreIdInput = z.object({ id: z.uuid() });

export type RecoveryTarget = z.infer<typeof recoveryTarget>;
export type RestorePlan = z.infer<typeof restorePlan>;
export type RestoreImpact = z.infer<typeof restoreImpact>;
export type RestoreReceipt = z.infer<typeof restoreReceipt>;
export type PreviewResult = z.infer<typeof previewResult>;
export type RestoreDto = z.infer<typeof restoreDto>;
export type RestoreListItem = z.infer<typeof restoreListItem>;
export type SafetyBackup = z.infer<typeof safetyBackup>;
export type WayBackTaken = z.infer<typeof wayBackTaken>;
