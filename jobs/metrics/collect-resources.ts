import { type Sample, sample } from "#jobs/metrics/definitions.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { loadLiveRpos } from "#lib/objectives/load-live-rpos.ts";

interface Row {
  id: string;
  name: string;
  rpoObjective: number | null;
  rtoObjective: number | null;
  rtoMs: bigint | null;
  restoredAt: Date | null;
}

/** What is promised, measured and kept of every protected resource. */
export async function collectResources(worker: WorkerContext): Promise<Sample[]> {
  const { db } = worker;
  const now = worker.now();
  const [rows, backups] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT r.id::text AS id, r.name, rpo.target_seconds AS "rpoObjective", rto.target_seconds AS "rtoObjective",
        (SELECT value_ms FROM measurements m WHERE m.resource_id = r.id AND m.kind = 'rto'
         ORDER BY at_micros DESC LIMIT 1) AS "rtoMs",
        (SELECT max(restored_at) FROM backup_sets s WHERE s.resource_id = r.id) AS "restoredAt"
      FROM resources r
      LEFT JOIN objectives rpo ON rpo.resource_id = r.id AND rpo.kind = 'rpo'
      LEFT JOIN objectives rto ON rto.resource_id = r.id AND rto.kind = 'rto'
      WHERE r.state = 'protected'`,
    db.$queryRaw<{ name: string; type: string; stoppedAtMicros: bigint }[]>`
      SELECT r.name, s.type, max(s.stopped_at_micros) AS "stoppedAtMicros"
      FROM backup_sets s JOIN resources r ON r.id = s.resource_id
      WHERE s.state = 'present' AND r.state = 'protected' GROUP BY 1, 2`,
  ]);
  const losses = await loadLiveRpos(
    db,
    now,
    rows.map(({ id }) => id),
  );
  return [
    ...rows.flatMap((row) => {
      const labels = { resource: row.name };
      const loss = losses.get(row.id);
      const isKnown = loss?.kind === "known";
      return [
        ...sample("holdfast_rpo_seconds", labels, isKnown ? loss.lossMs / 1000 : null),
        ...sample("holdfast_rpo_known", labels, isKnown ? 1 : 0),
        ...sample("holdfast_rpo_objective_seconds", labels, row.rpoObjective),
        ...sample("holdfast_rto_seconds", labels, row.rtoMs === null ? null : Number(row.rtoMs) / 1000),
        ...sample("holdfast_rto_objective_seconds", labels, row.rtoObjective),
        ...sample(
          "holdfast_last_proven_restore_age_seconds",
          labels,
          row.restoredAt && ageSeconds(now, row.restoredAt),
        ),
      ];
    }),
    ...backups.flatMap(({ name, type, stoppedAtMicros }) =>
      sample(
        "holdfast_last_backup_age_seconds",
        { resource: name, type },
        Number(now - stoppedAtMicros) / 1e6,
      ),
    ),
  ];
}

export function ageSeconds(nowMicros: bigint, at: Date): number {
  return Number(nowMicros) / 1e6 - at.getTime() / 1000;
}
