import { setTimeout as wait } from "node:timers/promises";
import type { WorkerContext } from "#jobs/worker-context.ts";
import type { Operation } from "#lib/db/generated/client.ts";
import { isUniqueViolation } from "#lib/db/rows.ts";
import { explainWaiting } from "#lib/operations/explain-waiting.ts";
import { putBackJob } from "#lib/queue/put-back-job.ts";

/** A run that has not shown itself for this long is dead or cut off; its fencing number then keeps it out. */
const STALE_MS = 9_000;
const POLL_MS = 500;
/** An operation whose turn it is not gives its place in the worker back after this. */
const PATIENCE_MS = 1_000;
const BACK_SECONDS = 2;

/**
 * Takes an operation for this worker and raises its attempt number. Null when there is nothing to do: it has ended
 * (delivered twice, or cancelled), or it has to wait for others of its resource and its job was put back into the
 * queue. Waits while another run of the operation itself is alive.
 */
export async function claimOperation(
  worker: WorkerContext,
  operationId: string,
  signal: AbortSignal,
): Promise<Operation | null> {
  let patienceMs = PATIENCE_MS;
  for (;;) {
    signal.throwIfAborted();
    const operation = await worker.db.operation.findUnique({ where: { id: operationId } });
    if (!operation || operation.finishedAt !== null) return null;
    if (!isAliveElsewhere(operation)) {
      const claimed = (await isItsTurn(worker, operation)) ? await tryClaim(worker, operation) : null;
      if (claimed) return claimed;
      if (patienceMs <= 0) {
        await putBack(worker, operation);
        return null;
      }
      patienceMs -= POLL_MS;
    }
    await wait(POLL_MS, undefined, { signal });
  }
}

function isAliveElsewhere(operation: Operation): boolean {
  if (operation.status !== "running" || operation.heartbeatAt === null) return false;
  return Date.now() - operation.heartbeatAt.getTime() < STALE_MS;
}

/** Exclusive operations of a resource begin in the order they were asked for, a restore before all others. */
async function isItsTurn(worker: WorkerContext, operation: Operation): Promise<boolean> {
  if (!operation.isExclusive || operation.resourceId === null || operation.status !== "queued") return true;
  const [before] = await worker.db.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM operations
    WHERE resource_id = ${operation.resourceId}::uuid AND status = 'queued' AND is_exclusive
      AND host = ${operation.host}
      AND (kind <> 'restore', created_at, id)
        < (${operation.kind !== "restore"}, (SELECT created_at FROM operations WHERE id = ${operation.id}::uuid), ${operation.id}::uuid)
    LIMIT 1`;
  return before === undefined;
}

async function tryClaim(worker: WorkerContext, operation: Operation): Promise<Operation | null> {
  try {
    const claimed = await worker.db.operation.updateManyAndReturn({
      // The attempt number makes it one winner of many deliveries.
      where: { id: operation.id, attempt: operation.attempt, status: operation.status },
      data: {
        status: "running",
        attempt: { increment: 1 },
        workerId: worker.workerId,
        heartbeatAt: new Date(),
        startedAt: operation.startedAt ?? new Date(),
        waitingFor: null,
      },
    });
    return claimed[0] ?? null;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return null;
  }
}

/**
 * Delivered again in a moment, and not counted as a delivery. That of an operation whose worker died is older and
 * is handed out first; waiting here would keep it in the queue, because of a resource one job is out at a time.
 */
async function putBack(worker: WorkerContext, operation: Operation): Promise<void> {
  await explainWaiting(worker.db, worker.now(), operation.id);
  await putBackJob(worker.db, operation.id, BACK_SECONDS);
}
