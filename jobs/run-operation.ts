import { setInterval as every } from "node:timers";
import { setTimeout as wait } from "node:timers/promises";
import { claimOperation } from "#jobs/claim-operation.ts";
import { openOperationLog } from "#jobs/operation-log.ts";
import { NOT_PUT_BACK, type OperationRun } from "#jobs/operation-run.ts";
import { recordFailure, recordSuccess } from "#jobs/record-outcome.ts";
import { handlers } from "#jobs/registry.ts";
import { openSteps } from "#jobs/steps.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import type { Operation } from "#lib/db/generated/client.ts";
import { isConnectionLoss } from "#lib/db/is-connection-loss.ts";
import { jsonColumn } from "#lib/db/rows.ts";
import { AppError, sentenceOf } from "#lib/errors.ts";
import { type OperationKind, operationKinds } from "#lib/operations/schema.ts";

const HEARTBEAT_MS = 2_000;
const PROGRESS_MS = 500;
/** An engine that lost its worker needs some seconds to end; deliveries are limited. */
const LOCK_PAUSE_MS = 3_000;

/** Why a run was stopped from outside; only "cancelled" is an outcome. */
class Stop extends Error {
  readonly why: "cancelled" | "shutdown" | "superseded";
  constructor(why: Stop["why"]) {
    super(why);
    this.why = why;
  }
}

/**
 * The envelope around every operation: claim, heartbeat, log, steps, cancellation and exactly one outcome.
 * Throws (so that the queue delivers again) only when the operation is to be continued by a later attempt.
 */
export async function runOperation(
  worker: WorkerContext,
  operationId: string,
  options: { jobSignal: AbortSignal; isLastDelivery: boolean },
): Promise<void> {
  const operation = await claimOperation(worker, operationId, options.jobSignal);
  if (!operation) return;
  const abort = new AbortController();
  const signal = AbortSignal.any([abort.signal, options.jobSignal]);
  const log = openOperationLog(worker.db, operation.id);
  const heartbeat = every(() => void beat(worker, operation, abort), HEARTBEAT_MS);
  const steps = openSteps(worker, operation, signal, log);
  const progress = openProgress(worker, operation, () => steps.current());
  const run: OperationRun = {
    worker,
    operation,
    signal,
    step: steps.run,
    stepTimes: steps.times,
    log: (level, text) => log.write(level, steps.current(), text),
    progress: progress.report,
    isHandedOver: (error) => {
      const end = howItEnds(error);
      return end === "superseded" || end === "continued";
    },
    pointOfNoReturn: () => closeToCancel(worker, operation, abort),
  };
  const howItEnds = (error: unknown) => {
    const stop = stopReason(abort.signal, options.jobSignal);
    if (stop === "superseded" || isSuperseded(error)) return "superseded";
    if (stop === "shutdown") return "continued";
    // A cancel that could not leave things in order is a failure that somebody must look at.
    if (stop === "cancelled") return isNotPutBack(error) ? "failed" : "cancelled";
    return isWorthAnotherDelivery(error) && !options.isLastDelivery ? "continued" : "failed";
  };
  // Asked for while an earlier attempt ran, which died before it could obey.
  if (operation.cancelRequestedAt !== null && operation.isCancellable) abort.abort(new Stop("cancelled"));
  try {
    const kind = operationKind(operation);
    log.write("info", null, `Attempt ${operation.attempt} by ${worker.workerId}.`);
    const outcome = await handlers[kind](run);
    progress.close();
    await log.close();
    await recordSuccess(worker, operation, kind, outcome);
  } catch (error) {
    progress.close();
    const end = howItEnds(error);
    log.write(end === "failed" ? "error" : "warn", steps.current(), logged(error));
    await log.close();
    if (end === "superseded") return;
    if (end === "continued") {
      if (isLockHeld(error)) await wait(LOCK_PAUSE_MS, undefined, { signal }).catch(() => undefined);
      return await release(worker, operation);
    }
    const isCancelled = end === "cancelled";
    await recordFailure(worker, operation, isCancelled ? cancelled(operation) : error, isCancelled);
  } finally {
    clearInterval(heartbeat);
    progress.close();
  }
}

async function beat(worker: WorkerContext, operation: Operation, abort: AbortController): Promise<void> {
  // A heartbeat that cannot be written is simply missing: another worker takes over when it is stale.
  const [row] = await worker.db.operation
    .updateManyAndReturn({
      where: { id: operation.id, attempt: operation.attempt, status: "running" },
      data: { heartbeatAt: new Date() },
      select: { cancelRequestedAt: true, cancelRequestedBy: true, isCancellable: true },
    })
    .catch(() => [null]);
  if (row === null || abort.signal.aborted) return;
  if (row === undefined) return abort.abort(new Stop("superseded"));
  operation.cancelRequestedBy = row.cancelRequestedBy;
  if (row.cancelRequestedAt !== null && row.isCancellable) abort.abort(new Stop("cancelled"));
}

/** One conditional update decides between a cancel and what cannot be stopped any more. */
async function closeToCancel(
  worker: WorkerContext,
  operation: Operation,
  abort: AbortController,
): Promise<void> {
  const closed = await worker.db.operation.updateMany({
    where: {
      id: operation.id,
      attempt: operation.attempt,
      OR: [{ cancelRequestedAt: null }, { isCancellable: false }],
    },
    data: { isCancellable: false },
  });
  if (closed.count === 1) return;
  // Cancelled, or superseded: the heartbeat knows which.
  await beat(worker, operation, abort);
  abort.signal.throwIfAborted();
  throw new AppError("CONFLICT", "Another attempt has taken this operation over.", { reason: "superseded" });
}

function stopReason(own: AbortSignal, job: AbortSignal): Stop["why"] | null {
  if (own.aborted && own.reason instanceof Stop) return own.reason.why;
  return job.aborted ? "shutdown" : null;
}

/** Leaves the operation to the next attempt: without a heartbeat it can be claimed at once. */
async function release(worker: WorkerContext, operation: Operation): Promise<never> {
  await worker.db.operation.updateMany({
    where: { id: operation.id, attempt: operation.attempt, status: "running" },
    data: { heartbeatAt: null },
  });
  throw new AppError("CONFLICT", "The operation continues in a later attempt.", { reason: "released" });
}

function isSuperseded(error: unknown): boolean {
  return error instanceof AppError && error.reason === "superseded";
}

/**
 * What survives a killed worker (an engine's own helper process) holds the lock for some seconds, and a control
 * database that restarts comes back: neither says anything about the operation.
 */
function isWorthAnotherDelivery(error: unknown): boolean {
  return isLockHeld(error) || isConnectionLoss(error);
}

function isLockHeld(error: unknown): boolean {
  return error instanceof AppError && error.reason === "lock-held";
}

function isNotPutBack(error: unknown): boolean {
  return error instanceof AppError && error.reason === NOT_PUT_BACK;
}

function cancelled(operation: Operation): AppError {
  return new AppError("CONFLICT", `Stopped on request of ${operation.cancelRequestedBy ?? "somebody"}.`, {
    reason: "cancelled",
    hint: "What was finished before stays; nothing of it counts as done.",
  });
}

function operationKind(operation: Operation): OperationKind {
  const kind = operationKinds.find((each) => each === operation.kind);
  if (kind) return kind;
  throw new AppError("INTERNAL", `This worker does not know operations of the kind ${operation.kind}.`, {
    hint: "Update the worker to the version of the web process.",
  });
}

function logged(error: unknown): string {
  return error instanceof Error && !(error instanceof AppError) && error.stack
    ? error.stack
    : sentenceOf(error);
}

function openProgress(worker: WorkerContext, operation: Operation, currentStep: () => string | null) {
  let latest: { doneBytes: number; totalBytes: number } | null = null;
  const timer = every(() => {
    if (latest === null) return;
    const progress = { step: currentStep() ?? "", ...latest };
    latest = null;
    worker.db.operation
      .updateMany({
        where: { id: operation.id, attempt: operation.attempt },
        data: { progress: jsonColumn(progress), progressAt: new Date() },
      })
      // The next report repeats it.
      .catch(() => undefined);
  }, PROGRESS_MS);
  return {
    report: (progress: { doneBytes: number; totalBytes: number }) => {
      latest = { ...progress, doneBytes: Math.min(progress.doneBytes, progress.totalBytes) };
    },
    close: () => clearInterval(timer),
  };
}
