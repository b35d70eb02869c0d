import { z } from "zod";
import { microsText, recoveryTarget } from "#lib/recovery/schema.ts";
import { operationKinds, operationStatuses } from "./words.ts";

export { operationKinds, operationStatuses };

/** What an operation's work is measured in; `doneBytes` never exceeds `totalBytes`. */
export const operationProgress = z.object({
  step: z.string(),
  doneBytes: z.number(),
  totalBytes: z.number(),
});

export const operationStepDto = z.object({
  name: z.string(),
  status: z.enum(["running", "succeeded", "failed"]),
  attempt: z.number().int(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  result: z.json().nullable(),
});

export const operationSummary = z.object({
  id: z.uuid(),
  kind: z.enum(operationKinds),
  status: z.enum(operationStatuses),
  /** One sentence: what it is or how it ended. */
  title: z.string(),
  resource: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  requestedByName: z.string(),
  host: z.string(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  progress: operationProgress.nullable(),
  error: z
    .object({
      code: z.string(),
      reason: z.string().nullable(),
      message: z.string(),
      hint: z.string().nullable(),
    })
    .nullable(),
});

/** The approved change that an operation carries out. */
export const operationChange = z.object({
  /** Shown as R-<number>. */
  number: z.number().int(),
  restoreId: z.uuid().nullable(),
  requestedByName: z.string(),
  approvedByNames: z.array(z.string()),
  restore: z
    .object({
      destination: z.enum(["in-place", "new-instance"]),
      target: recoveryTarget,
      /** Of the last transaction that it keeps. */
      lastCommitMicros: microsText.nullable(),
    })
    .nullable(),
});

/** As a list shows it: whose decision it was, too. */
const listedOperation = operationSummary.extend({ change: operationChange.nullable() });

export const operationDto = listedOperation.extend({
  attempt: z.number().int(),
  /** Why it has not started, while queued. */
  waitingFor: z.string().nullable(),
  progressAt: z.iso.datetime().nullable(),
  heartbeatAt: z.iso.datetime().nullable(),
  isCancellable: z.boolean(),
  cancelRequestedAt: z.iso.datetime().nullable(),
  changeRequestId: z.uuid().nullable(),
  restoreId: z.uuid().nullable(),
  /** The scheduled run it carries out; the newest, where it makes good missed ones too. */
  slot: z
    .object({
      id: z.uuid(),
      policy: z.object({ id: z.uuid(), name: z.string() }),
      dueAtMicros: microsText,
      /** Runs that were missed before and that this one makes good. */
      madeGood: z.number().int(),
    })
    .nullable(),
  input: z.json(),
  result: z.json().nullable(),
  steps: z.array(operationStepDto),
  /** Names of all steps it takes when nothing goes wrong, in order, so that what comes next is visible. */
  plannedSteps: z.array(z.string()),
  /** Duration of this kind on this resource before: median and spread, null without history. */
  usualMs: z.object({ low: z.number(), high: z.number() }).nullable(),
});

export const listOperationsInput = z.object({
  resourceId: z.uuid().optional(),
  kind: z.enum(operationKinds).optional(),
  status: z.enum(operationStatuses).optional(),
  /** True: restore previews, which change nothing, are left out unless `kind` asks for them. */
  withoutPreviews: z.stringbool().optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const operationPage = z.object({
  items: z.array(listedOperation),
  nextCursor: z.string().nullable(),
});

export const operationIdInput = z.object({ id: z.uuid() });
export const logLevels = ["debug", "info", "warn", "error"] as const;
const logLineId = z.string().regex(/^\d{1,18}$/);
export const readLogInput = z.object({
  id: z.uuid(),
  /** At most one of these, else the newest `limit` lines: those after an id, before one, or on both sides of one. */
  after: logLineId.optional(),
  before: logLineId.optional(),
  around: logLineId.optional(),
  search: z.string().max(200).optional(),
  /** Lines of this level and those above. */
  level: z.enum(logLevels).optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
});
export const logPage = z.object({
  lines: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      level: z.enum(logLevels),
      step: z.string().nullable(),
      text: z.string(),
    }),
  ),
  /** Whether lines that match exist before and after these; false on the side of a line that was asked from. */
  hasEarlier: z.boolean(),
  hasLater: z.boolean(),
});

export type OperationKind = (typeof operationKinds)[number];
export type OperationStatus = (typeof operationStatuses)[number];
export type OperationProgress = z.infer<typeof operationProgress>;
export type OperationChange = z.infer<typeof operationChange>;
export type ListedOperation = z.infer<typeof listedOperation>;
export type OperationSummary = z.infer<typeof operationSummary>;
export type OperationDto = z.infer<typeof operationDto>;
export type LogPage = z.infer<typeof logPage>;
