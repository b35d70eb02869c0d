import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { JobWithMetadata } from "pg-boss";
import { pino } from "pino";
import { deliver } from "#jobs/deliver.ts";
import { evaluate } from "#jobs/evaluate.ts";
import { every } from "#jobs/every.ts";
import { startMetrics } from "#jobs/metrics.ts";
import { observe } from "#jobs/observe.ts";
import { pingDeadMan } from "#jobs/ping-dead-man.ts";
import { reportWorker } from "#jobs/report-worker.ts";
import { runDrills } from "#jobs/run-drills.ts";
import { runOperation } from "#jobs/run-operation.ts";
import { schedule } from "#jobs/schedule.ts";
import { sweep } from "#jobs/sweep.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { systemClock } from "#lib/context.ts";
import { assertKnownSchema } from "#lib/db/assert-known-schema.ts";
import { connectDatabase } from "#lib/db/client.ts";
import { pgbackrest } from "#lib/engines/pgbackrest/pgbackrest.ts";
import { type WorkerEnv, workerEnv } from "#lib/env.ts";
import { AppError, messageWithHint } from "#lib/errors.ts";
import { WORKER_PLACES } from "#lib/operations/explain-waiting.ts";
import { ANY_HOST, connectQueue, queueName, queueOptions } from "#lib/queue/queue.ts";
import { loadKeyring } from "#lib/secrets/load-keyring.ts";

const REPORT_MS = 5_000;
const OBSERVE_MS = 5_000;
const SCHEDULE_MS = 5_000;
const EVALUATE_MS = 5_000;
const SWEEP_MS = 10_000;
const DRILL_MS = 5_000;
const DEAD_MAN_MS = 5_000;

export interface RunningWorker {
  context: WorkerContext;
  /** Stops claiming, interrupts what runs (it is continued by the next worker), and closes everything. */
  stop(): Promise<void>;
}

/** One worker of one host. Refuses to start without its keys and on a schema it does not know. */
export async function startWorker(env: WorkerEnv): Promise<RunningWorker> {
  const log = pino({ base: { host: env.host } });
  const keyring = await loadKeyring(env.privateKeys);
  for (const folder of ["", "engine", "log", "instances", "fence"]) {
    await mkdir(path.join(env.directory, folder), { recursive: true, mode: 0o700 });
  }
  await mkdir(env.hooksDirectory, { recursive: true, mode: 0o700 });
  const db = connectDatabase(env.databaseUrl, { maxConnections: 20 });
  await assertKnownSchema(db);
  const queue = await connectQueue(env.databaseUrl, {
    supervise: true,
    onError: (error) => log.error({ at: "queue", message: error.message }),
  });
  const context: WorkerContext = {
    db,
    queue,
    actor: { kind: "system", name: `worker ${env.host}` },
    now: systemClock,
    installation: { origin: env.origin, publicKey: noPublicKey },
    address: null,
    userAgent: null,
    env,
    keyring,
    engine: pgbackrest({ path: env.pgbackrest }),
    workerId: `${env.host}-${process.pid}-${randomBytes(3).toString("hex")}`,
  };
  const abort = new AbortController();
  const { signal } = abort;
  const onError = (at: string) => (error: unknown) =>
    log.error({ at, message: error instanceof Error ? error.message : String(error) });
  const metrics = await startMetrics(context, onError("metrics"));
  const queues = [env.host, ANY_HOST].map(queueName);
  for (const name of queues) await queue.boss.createQueue(name, { policy: "standard", ...queueOptions });
  await reportWorker(context);
  const running = new Set<Promise<void>>();
  const work = async ([job]: JobWithMetadata<{ operationId: string }>[]) => {
    if (!job) return;
    const run = runOperation(context, job.data.operationId, {
      jobSignal: AbortSignal.any([signal, job.signal]),
      isLastDelivery: job.retryCount >= job.retryLimit,
    });
    running.add(run);
    await run.finally(() => running.delete(run));
  };
  const workOptions = {
    pollingIntervalSeconds: 0.5,
    includeMetadata: true as const,
    heartbeatRefreshSeconds: 3,
    groupConcurrency: 1,
  };
  for (const name of queues) {
    const localConcurrency = name === ANY_HOST ? 1 : WORKER_PLACES;
    await queue.boss.work(name, { ...workOptions, localConcurrency }, work);
  }
  const loops = [
    every(REPORT_MS, signal, () => reportWorker(context), onError("report")),
    every(OBSERVE_MS, signal, () => observe(context, signal, onError("observe")), onError("observe")),
    every(SCHEDULE_MS, signal, () => schedule(context), onError("schedule")),
    every(EVALUATE_MS, signal, () => evaluate(context), onError("evaluate")),
    every(SWEEP_MS, signal, () => sweep(context), onError("sweep")),
    deliver(context, signal, onError("deliver")),
    every(DRILL_MS, signal, () => runDrills(context), onError("drill")),
    every(DEAD_MAN_MS, signal, () => pingDeadMan(context, signal), onError("dead-man")),
  ];
  log.info({ worker: context.workerId, message: "The worker is ready." });
  return {
    context,
    async stop() {
      abort.abort(new AppError("CONFLICT", "The worker is shutting down.", { reason: "shutdown" }));
      await Promise.allSettled([...running, ...loops, metrics?.stop()]);
      await queue.stop();
      await db.$disconnect();
    },
  };
}

async function noPublicKey(): Promise<never> {
  throw new AppError("INTERNAL", "A worker opens secrets; it does not seal them.");
}

if (import.meta.main) {
  const begin = async () => startWorker(workerEnv());
  const worker = await begin().catch((error: unknown) => {
    const known = error instanceof AppError ? messageWithHint(error) : error;
    console.error(known);
    process.exit(1);
  });
  const stop = () => void worker.stop().finally(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}
