import { beat } from "#jobs/beat.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { evaluateAlerts } from "#lib/alerts/evaluate-alerts.ts";

/** Every worker tries, over everything; one of them does it. Only who went round says so. */
export async function evaluate(worker: WorkerContext): Promise<void> {
  if (await evaluateAlerts(worker)) await beat(worker, "evaluator");
}
