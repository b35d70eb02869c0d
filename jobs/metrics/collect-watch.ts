import { ageSeconds } from "#jobs/metrics/collect-resources.ts";
import { type Sample, sample } from "#jobs/metrics/definitions.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { severities } from "#lib/alerts/schema.ts";
import { toDate } from "#lib/db/rows.ts";
import { isWorkerOnline } from "#lib/operations/rules.ts";

/** Whether the watch itself is well: alerts, messages, loops, workers and the queue. */
export async function collectWatch(worker: WorkerContext): Promise<Sample[]> {
  const { db } = worker;
  const now = worker.now();
  const [alerts, deliveries, due, beats, workers, operations] = await Promise.all([
    db.alert.groupBy({ by: ["severity"], where: { state: "firing" }, _count: true }),
    db.delivery.groupBy({ by: ["state"], where: { state: { in: ["pending", "dead"] } }, _count: true }),
    db.delivery.aggregate({
      where: { state: "pending", nextAttemptAt: { lte: toDate(now) } },
      _min: { nextAttemptAt: true },
    }),
    db.beat.findMany({ select: { name: true, at: true } }),
    db.worker.findMany({ select: { host: true, lastSeenAt: true } }),
    db.operation.groupBy({ by: ["status"], where: { status: { in: ["queued", "running"] } }, _count: true }),
  ]);
  const oldest = due._min.nextAttemptAt;
  const waiting = (status: string) => operations.find((each) => each.status === status)?._count ?? 0;
  return [
    ...severities.flatMap((severity) =>
      sample(
        "holdfast_alerts_firing",
        { severity },
        alerts.find((each) => each.severity === severity)?._count ?? 0,
      ),
    ),
    ...(["pending", "dead"] as const).flatMap((state) =>
      sample("holdfast_deliveries", { state }, deliveries.find((each) => each.state === state)?._count ?? 0),
    ),
    ...sample("holdfast_delivery_due_age_seconds", {}, oldest ? ageSeconds(now, oldest) : 0),
    ...beats.flatMap(({ name, at }) =>
      sample("holdfast_beat_age_seconds", { loop: name }, ageSeconds(now, at)),
    ),
    ...workers.flatMap(({ host, lastSeenAt }) =>
      sample("holdfast_worker_up", { host }, isWorkerOnline(lastSeenAt, now) ? 1 : 0),
    ),
    ...sample("holdfast_operations_queued", {}, waiting("queued")),
    ...sample("holdfast_operations_running", {}, waiting("running")),
  ];
}
