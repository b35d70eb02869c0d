import { setInterval as every } from "node:timers";
import { claimOperation } from "#jobs/claim-operation.ts";
import { openOperationLog } from "#jobs/operation-log.ts";
import type { OperationRun } from "#jobs/operation-run.ts";
import { recordFailure, recordSuccess } from "#jobs/record-outcome.ts";
import { handlers } from "#jobs/registry.ts";
import { openSteps } from "#jobs/steps.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import type { Operation } from "#lib/db/generated/client.ts";
import { jsonColumn } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { type OperationKind, operationKinds } from "#lib/operations/schema.ts";

const HEARTBEAT_MS = 2_000;
const PROGRESS_MS = 500;

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
    isHandedOver: () =>
      ["shutdown", "superseded"].includes(stopReason(abort.signal, options.jobSignal) ?? ""),
    pointOfNoReturn: async () => {
      await worker.db.operation.updateMany({
        where: { id: operation.id, attempt: operation.attempt },
        data: { isCancellable: false },
      });
    },
  };
  try {
    const kind = operationKind(operation);
    log.write("info", null, `Attempt ${operation.attempt} by ${worker.workerId}.`);
    const outcome = await handlers[kind](run);
    progress.close();
    await log.close();
    await recordSuccess(worker, operation, kind, outcome);
  } catch (error) {
    progress.close();
    const stop = stopReason(abort.signal, options.jobSignal);
    log.write(stop ? "warn" : "error", steps.current(), sentenceOf(error));
    await log.close();
    if (stop === "superseded") return;
    if (stop === "shutdown") return await release(worker, operation);
    if (isWorthAnotherDelivery(error) && !options.isLastDelivery) return await release(worker, operation);
    await recordFailure(
      worker,
      operation,
      stop === "cancelled" ? cancelled(operation) : error,
      stop === "cancelled",
    );
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

/** What survives a killed worker (an engine's own helper process) holds the lock for some seconds. */
function isWorthAnotherDelivery(error: unknown): boolean {
  return error instanceof AppError && error.reason === "lock-held";
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

function sentenceOf(error: unknown): string {
  if (error instanceof AppError) return [error.message, error.hint].filter(Boolean).join(" ");
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
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
