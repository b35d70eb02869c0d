import { downsample } from "#jobs/downsample.ts";
import { recordFailure } from "#jobs/record-outcome.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { deleteOldAttempts } from "#lib/auth/rate-limit.ts";
import { expireChanges } from "#lib/changes/expire-changes.ts";
import type { Operation } from "#lib/db/generated/client.ts";
import { AppError } from "#lib/errors.ts";
import { findJobless } from "#lib/queue/find-jobless.ts";
import { ANY_HOST } from "#lib/queue/queue.ts";
import { parsePlan } from "#lib/restores/parse-plan.ts";
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
  const jobless = await findJobless(worker.db, {
    hosts: [worker.env.host, ANY_HOST],
    silentSeconds: LOST_AFTER_SECONDS,
  });
  for (const id of jobless) {
    const [operation] = await worker.db.operation.updateManyAndReturn({
      where: { id, status: { in: ["queued", "running"] } },
      data: { status: "running", attempt: { increment: 1 }, workerId: worker.workerId },
    });
    if (!operation) continue;
    const lost = new AppError("INTERNAL", "Its workers died again and again; it was given up.", {
      hint: await lostHint(worker, operation),
      reason: "worker-lost",
    });
    await recordFailure(worker, operation, lost, false);
  }
}

async function lostHint(worker: WorkerContext, { id, kind }: Operation): Promise<string> {
  if (kind !== "restore")
    return "Nothing of it counts as done. Look at the worker's log, then start it again.";
  const change = await worker.db.changeRequest.findFirst({
    where: { operations: { some: { id } } },
    select: { planText: true },
  });
  const isCopy = change !== null && parsePlan(change.planText).destination.kind === "new-instance";
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
