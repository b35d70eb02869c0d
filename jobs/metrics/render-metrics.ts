import { Gauge, Registry } from "prom-client";
import { collectRepositories } from "#jobs/metrics/collect-repositories.ts";
import { collectResources } from "#jobs/metrics/collect-resources.ts";
import { collectRuns } from "#jobs/metrics/collect-runs.ts";
import { collectWatch } from "#jobs/metrics/collect-watch.ts";
import { metricDefinitions } from "#jobs/metrics/definitions.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";

/** All metrics as Prometheus reads them, computed now: a resource that is gone is gone here too. */
export async function renderMetrics(worker: WorkerContext): Promise<{ type: string; text: string }> {
  const collected = await Promise.all([
    collectResources(worker),
    collectRuns(worker),
    collectWatch(worker),
    collectRepositories(worker),
  ]);
  const registry = new Registry();
  const samples = collected.flat();
  for (const [name, { help, labels }] of Object.entries(metricDefinitions)) {
    const gauge = new Gauge<string>({ name, help, labelNames: labels, registers: [registry] });
    for (const each of samples.filter((one) => one.name === name)) gauge.set(each.labels, each.value);
  }
  return { type: registry.contentType, text: await registry.metrics() };
}
