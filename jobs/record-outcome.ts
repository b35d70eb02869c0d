import { z } from "zod";
import type { Outcome } from "#jobs/operation-run.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { recordCompletion } from "#lib/alerts/record-completion.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Operation } from "#lib/db/generated/client.ts";
import { databaseNull, jsonColumn } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { operationKindRules } from "#lib/operations/kinds.ts";
import { type OperationKind, operationKinds } from "#lib/operations/schema.ts";

/** Outcome, audit entry and whatever the work proved: one transaction, once, and only by the current attempt. */
export async function recordSuccess(
  worker: WorkerContext,
  operation: Operation,
  kind: OperationKind,
  outcome: Outcome,
): Promise<void> {
  await worker.db.$transaction(async (tx) => {
    const isOurs = await end(tx, operation, {
      status: "succeeded",
      result: outcome.result === undefined ? databaseNull : jsonColumn(outcome.result),
    });
    if (!isOurs) return;
    await outcome.commit?.(tx);
    await tellCompletion(worker, tx, operation, kind);
    const action = operationKindRules[kind].audit.succeed;
    if (action === null) return;
    await recordAudit(tx, worker, {
      action,
      subject: await subjectOf(tx, operation),
      resourceId: operation.resourceId,
      details: { operationId: operation.id, ...outcome.details },
    });
  });
}

/** M27: a completed backup and a successful restore are told, in the transaction in which they become true. */
async function tellCompletion(
  worker: WorkerContext,
  tx: Transaction,
  operation: Operation,
  kind: OperationKind,
): Promise<void> {
  if (kind !== "backup" && kind !== "restore") return;
  const { resourceId, startedAt } = operation;
  if (resourceId === null) return;
  const resource = await tx.resource.findUniqueOrThrow({
    where: { id: resourceId },
    select: { id: true, name: true },
  });
  const type = kind === "backup" ? typedInput.parse(operation.input).type : null;
  await recordCompletion(worker, tx, {
    rule: kind === "backup" ? "backup-completed" : "restore-completed",
    operationId: operation.id,
    resource,
    what: type ? `The ${type} backup` : `The restore ${(await subjectOf(tx, operation)).name}`,
    took: formatDuration(startedAt ? Date.now() - startedAt.getTime() : Number.NaN),
  });
}

const typedInput = z.object({ type: z.string() });

export async function recordFailure(
  worker: WorkerContext,
  operation: Operation,
  error: unknown,
  isCancelled: boolean,
): Promise<void> {
  const known = toAppError(error);
  const kind = operationKinds.find((each) => each === operation.kind);
  await worker.db.$transaction(async (tx) => {
    const isOurs = await end(tx, operation, {
      status: isCancelled ? "cancelled" : "failed",
      errorCode: known.code,
      errorReason: known.reason ?? null,
      errorMessage: known.message,
      errorHint: known.hint ?? null,
      result: known.details === undefined ? databaseNull : jsonColumn(known.details),
    });
    if (!isOurs) return;
    await recordAudit(tx, worker, {
      action:
        isCancelled && kind === "backup"
          ? "backup.cancel"
          : kind
            ? operationKindRules[kind].audit.fail
            : "operation.fail",
      outcome: "failed",
      subject: await subjectOf(tx, operation),
      resourceId: operation.resourceId,
      details: {
        operationId: operation.id,
        code: known.code,
        reason: known.reason ?? null,
        message: known.message,
      },
    });
  });
}

async function end(
  tx: Transaction,
  operation: Operation,
  data: Parameters<Transaction["operation"]["updateMany"]>[0]["data"],
): Promise<boolean> {
  const ended = await tx.operation.updateMany({
    where: { id: operation.id, attempt: operation.attempt, status: "running" },
    data: { ...data, finishedAt: new Date(), heartbeatAt: new Date() },
  });
  return ended.count === 1;
}

async function subjectOf(tx: Transaction, operation: Operation) {
  if (operation.changeRequestId !== null) {
    const change = await tx.changeRequest.findUniqueOrThrow({
      where: { id: operation.changeRequestId },
      select: { id: true, number: true },
    });
    return { type: "change", id: change.id, name: `R-${change.number}` };
  }
  if (operation.resourceId !== null) {
    const resource = await tx.resource.findUniqueOrThrow({
      where: { id: operation.resourceId },
      select: { id: true, name: true },
    });
    return { type: "resource", id: resource.id, name: resource.name };
  }
  return { type: "operation", id: operation.id, name: operation.kind };
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError("INTERNAL", "Something went wrong inside the worker.", {
    hint: "The operation's log has the details. Nothing is known to have succeeded.",
    cause: error,
  });
}
