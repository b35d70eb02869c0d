import { downsample } from "#jobs/downsample.ts";
import { recordFailure } from "#jobs/record-outcome.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { deleteOldAttempts } from "#lib/auth/rate-limit.ts";
import { expireChanges } from "#lib/changes/expire-changes.ts";
import { AppError } from "#lib/errors.ts";
import { isNewInstance } from "#lib/operations/kinds.ts";
import { ANY_HOST } from "#lib/queue/queue.ts";
import { queueDailyExpiry } from "#lib/retention/queue-daily-expiry.ts";
import { releaseEndedHolds } from "#lib/retention/release-ended-holds.ts";

const LOST_AFTER_SECONDS = 30;

/** What nobody else would ever finish: requests that ran out, operations without a job, holds without a reason. */
export async function sweep(worker: WorkerContext): Promise<void> {
  await expireChanges(worker);
  await endLostOperations(worker);
  await releaseHolds(worker);
  await releaseEndedHolds(worker);
  await queueDailyExpiry(worker, worker.env.host);
  await downsample(worker);
  await deleteOldAttempts(worker.db, worker.now());
}

/** An operation whose job is gone (delivered too often to workers that died) would be "running" for ever. */
async function endLostOperations(worker: WorkerContext): Promise<void> {
  const lost = await worker.db.$queryRaw<{ id: string }[]>`
    SELECT o.id::text AS id FROM operations o LEFT JOIN pgboss.job j ON j.id = o.id
    WHERE o.host IN (${worker.env.host}, ${ANY_HOST}) AND o.status IN ('queued', 'running')
      AND (j.id IS NULL OR j.state IN ('completed', 'failed', 'cancelled'))
      AND COALESCE(o.heartbeat_at, o.created_at) < now() - make_interval(secs => ${LOST_AFTER_SECONDS})`;
  for (const { id } of lost) {
    const [operation] = await worker.db.operation.updateManyAndReturn({
      where: { id, status: { in: ["queued", "running"] } },
      data: { status: "running", attempt: { increment: 1 }, workerId: worker.workerId },
    });
    if (!operation) continue;
    const change = await worker.db.changeRequest.findFirst({
      where: { operations: { some: { id } } },
      select: { planText: true },
    });
    const isCopy = isNewInstance(change?.planText ?? null);
    await recordFailure(worker, operation, lostError(operation.kind, isCopy), false);
  }
}

function lostError(kind: string, isCopy: boolean): AppError {
  return new AppError("INTERNAL", "Its workers died again and again; it was given up.", {
    hint: lostHint(kind, isCopy),
    reason: "worker-lost",
  });
}

function lostHint(kind: string, isCopy: boolean): string {
  if (kind !== "restore")
    return "Nothing of it counts as done. Look at the worker's log, then start it again.";
  return isCopy
    ? "The cluster itself was not touched. What was copied may still be on the worker's host; request it again."
    : "The cluster may be stopped or half restored: open the resource, look at its state, and request a restore or the way back.";
}

/** A set was held while its request or restore was open; once that ended, only the way back stays held. */
async function releaseHolds(worker: WorkerContext): Promise<void> {
  const ended = await worker.db.hold.findMany({
    where: { releasedAt: null, restoreId: { not: null } },
    select: { id: true, restoreId: true },
  });
  for (const hold of ended) {
    const restore = await worker.db.restore.findUnique({
      where: { id: hold.restoreId ?? "" },
      select: { change: { select: { decision: true, operations: { select: { status: true } } } } },
    });
    const isOpen =
      restore?.change.decision === "requested" ||
      (restore?.change.decision === "approved" &&
        !restore.change.operations.some(({ status }) =>
          ["succeeded", "failed", "cancelled"].includes(status),
        ));
    if (isOpen) continue;
    await worker.db.hold.updateMany({
      where: { id: hold.id, releasedAt: null },
      data: { releasedAt: new Date(), releasedFor: "the restore has ended" },
    });
  }
}
