import { type Sample, sample } from "#jobs/metrics/definitions.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { successRate } from "#lib/schedules/rules.ts";
import { overdueBefore } from "#lib/schedules/states.ts";

const SPAN_MICROS = 30n * 86_400_000_000n;

/** How the expected runs of the last 30 days went: succeeded ÷ expected, never ÷ attempted. */
export async function collectRuns(worker: WorkerContext): Promise<Sample[]> {
  const now = worker.now();
  const rows = await worker.db.$queryRaw<
    { name: string; succeeded: number; failed: number; missed: number }[]
  >`
    SELECT r.name,
      count(*) FILTER (WHERE is_missed)::int AS missed,
      count(*) FILTER (WHERE NOT is_missed AND status = 'succeeded')::int AS succeeded,
      count(*) FILTER (WHERE NOT is_missed AND status IN ('failed', 'cancelled'))::int AS failed
    FROM resources r JOIN (
      SELECT s.resource_id, o.status::text AS status,
        s.missed_at IS NOT NULL OR ((o.id IS NULL OR o.status = 'queued')
          AND s.due_at_micros + s.grace_seconds * 1000000::bigint < ${overdueBefore(now)}) AS is_missed
      FROM slots s LEFT JOIN operations o ON o.id = s.operation_id
      WHERE s.due_at_micros > ${now - SPAN_MICROS} AND s.due_at_micros <= ${now}
    ) AS run ON run.resource_id = r.id
    GROUP BY 1`;
  return rows.flatMap(({ name, ...counts }) => {
    const labels = { resource: name };
    const { successRate: ratio } = successRate([{ ...counts, expected: 0, running: 0 }]);
    return [
      ...sample("holdfast_runs_success_ratio", labels, ratio),
      ...sample("holdfast_runs_missed", labels, counts.missed),
    ];
  });
}
