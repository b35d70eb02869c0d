import { type Sample, sample } from "#jobs/metrics/definitions.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";

/** How much the repositories hold, and how much more fits where that can be known. */
export async function collectRepositories(worker: WorkerContext): Promise<Sample[]> {
  const rows = await worker.db.$queryRaw<
    { name: string; stored: number; free: bigint | null; total: bigint | null }[]
  >`
    SELECT r.name, r.free_bytes AS free, r.total_bytes AS total,
      coalesce(sum(s.repository_bytes) FILTER (WHERE s.state = 'present'), 0)::float8 AS stored
    FROM repositories r LEFT JOIN backup_sets s ON s.repository_id = r.id
    GROUP BY r.id`;
  return rows.flatMap(({ name, stored, free, total }) => [
    ...sample("holdfast_repository_bytes", { repository: name }, stored),
    ...sample("holdfast_repository_free_bytes", { repository: name }, free === null ? null : Number(free)),
    ...sample("holdfast_repository_disk_bytes", { repository: name }, total === null ? null : Number(total)),
  ]);
}
