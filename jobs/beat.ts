import type { WorkerContext } from "#jobs/worker-context.ts";
import { toDate } from "#lib/db/rows.ts";

/** Says that a loop went round: whoever reads can tell how long ago. The newest worker's word counts. */
export async function beat(
  worker: WorkerContext,
  name: "scheduler" | "evaluator" | "outbox" | "clock-jump",
): Promise<void> {
  const at = toDate(worker.now());
  const { workerId } = worker;
  await worker.db.beat.upsert({
    where: { name },
    create: { name, at, workerId },
    update: { at, workerId },
    select: { name: true },
  });
}
