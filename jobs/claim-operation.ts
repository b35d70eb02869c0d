import { setTimeout as wait } from "node:timers/promises";
import type { WorkerContext } from "#jobs/worker-context.ts";
import type { Operation } from "#lib/db/generated/client.ts";
import { isUniqueViolation } from "#lib/db/rows.ts";

/** A run that has not shown itself for this long is dead or cut off; its fencing number then keeps it out. */
const STALE_MS = 9_000;
const POLL_MS = 500;

/**
 * Takes an operation for this worker and raises its attempt number; null when it has ended (delivered twice, or
 * cancelled). Waits while another run of it is alive, and while another exclusive operation holds the resource.
 */
export async function claimOperation(
  worker: WorkerContext,
  operationId: string,
  signal: AbortSignal,
): Promise<Operation | null> {
  for (;;) {
    signal.throwIfAborted();
    const operation = await worker.db.operation.findUnique({ where: { id: operationId } });
    if (!operation || operation.finishedAt !== null) return null;
    if (!isAliveElsewhere(operation)) {
      const claimed = await tryClaim(worker, operation);
      if (claimed) return claimed;
    }
    await wait(POLL_MS, undefined, { signal });
  }
}

function isAliveElsewhere(operation: Operation): boolean {
  if (operation.status !== "running" || operation.heartbeatAt === null) return false;
  return Date.now() - operation.heartbeatAt.getTime() < STALE_MS;
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
    await worker.db.operation.updateMany({
      where: { id: operation.id, status: "queued" },
      data: { waitingFor: "another operation on the same resource" },
    });
    return null;
  }
}
