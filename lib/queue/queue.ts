import { fromPrisma, PgBoss } from "pg-boss";
import type { Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";

/** A worker's job dies with its worker: another delivery follows within seconds of the last heartbeat. */
export const queueOptions = {
  heartbeatSeconds: 10,
  expireInSeconds: 23 * 3600,
  retryLimit: 8,
  retryDelay: 1,
  deleteAfterSeconds: 7 * 24 * 3600,
};

/** What decides when an operation's job is handed out. */
export interface QueuedOperation {
  id: string;
  host: string;
  kind: string;
  resourceId: string | null;
  isExclusive: boolean;
}

export interface Queue {
  /** Sends inside the caller's transaction: gone when it rolls back. The job is the operation, nothing more. */
  enqueue(tx: Transaction, operations: QueuedOperation[]): Promise<void>;
  readonly boss: PgBoss;
  stop(): Promise<void>;
}

/** The host of operations that need nothing but the control database: every worker serves them too. */
export const ANY_HOST = "any";

export function queueName(host: string): string {
  return host === ANY_HOST ? ANY_HOST : `host.${host.replace(/[^\w.-]/g, "_")}`;
}

/** `supervise`: only workers look after dead jobs; a web replica just sends. */
export async function connectQueue(
  url: string,
  options: { supervise: boolean; onError: (error: Error) => void },
): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: url,
    max: options.supervise ? 5 : 2,
    migrate: false,
    createSchema: false,
    schedule: false,
    // Its own row in the queue's schema would need more than the web role may do.
    registerInstance: options.supervise,
    supervise: options.supervise,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    persistQueueStats: false,
    reindex: false,
  });
  boss.on("error", options.onError);
  await boss.start();
  return {
    boss,
    async enqueue(tx, operations) {
      for (const [host, each] of Map.groupBy(operations, (operation) => operation.host)) {
        const name = queueName(host);
        if (!(await boss.getQueue(name))) throw noWorker(host);
        await boss.insert(name, each.map(toJob), { db: fromPrisma(tx) });
      }
    },
    stop: () => boss.stop({ graceful: false }),
  };
}

/**
 * Workers take one job of a group at a time, oldest first: exclusive operations of one resource wait in the queue
 * and not in a worker's places. A restore goes before everything that has not begun.
 */
function toJob({ id, kind, resourceId, isExclusive }: QueuedOperation) {
  return {
    id,
    data: { operationId: id },
    priority: kind === "restore" ? 1 : 0,
    ...(isExclusive && resourceId !== null ? { group: { id: resourceId } } : {}),
  };
}

function noWorker(host: string): AppError {
  const where = host === ANY_HOST ? "this installation" : `the host ${host}`;
  return new AppError("PRECONDITION", `No worker has ever served ${where}.`, {
    hint: "Start a worker there, then try again.",
    reason: "no-worker",
  });
}
