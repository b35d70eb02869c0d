import { z } from "zod";
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

export const operationDto = operationSummary.extend({
  attempt: z.number().int(),
  /** Why it has not started, while queued. */
  waitingFor: z.string().nullable(),
  progressAt: z.iso.datetime().nullable(),
  heartbeatAt: z.iso.datetime().nullable(),
  isCancellable: z.boolean(),
  cancelRequestedAt: z.iso.datetime().nullable(),
  changeRequestId: z.uuid().nullable(),
  restoreId: z.uuid().nullable(),
  input: z.json(),
  result: z.json().nullable(),
  steps: z.array(operationStepDto),
  /** Names of all steps of this kind in order, so that what comes next is visible. */
  plannedSteps: z.array(z.string()),
  /** Duration of this kind on this resource before: median and spread, null without history. */
  usualMs: z.object({ low: z.number(), high: z.number() }).nullable(),
});

export const listOperationsInput = z.object({
  resourceId: z.uuid().optional(),
  kind: z.enum(operationKinds).optional(),
  status: z.enum(operationStatuses).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const operationPage = z.object({
  items: z.array(operationSummary),
  nextCursor: z.string().nullable(),
});

export const operationIdInput = z.object({ id: z.uuid() });
export const readLogInput = z.object({
  id: z.uuid(),
  /** Lines after this id, oldest first; left out, the newest `limit` lines. */
  after: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  search: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
});
export const logPage = z.object({
  lines: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      level: z.enum(["debug", "info", "warn", "error"]),
      step: z.string().nullable(),
      text: z.string(),
    }),
  ),
  hasEarlier: z.boolean(),
});

export type OperationKind = (typeof operationKinds)[number];
export type OperationStatus = (typeof operationStatuses)[number];
export type OperationProgress = z.infer<typeof operationProgress>;
export type OperationSummary = z.infer<typeof operationSummary>;
export type OperationDto = z.infer<typeof operationDto>;
export type LogPage = z.infer<typeof logPage>;
