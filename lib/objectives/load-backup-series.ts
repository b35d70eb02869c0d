import { runsCompared } from "#lib/alerts/usual-range.ts";
import type { Database } from "#lib/db/client.ts";
import { type BackupRun, judgeRuns } from "#lib/objectives/judge-runs.ts";
import type { Series } from "#lib/objectives/schema.ts";
import type { SeriesQuery } from "#lib/objectives/series-query.ts";
import { thinOut } from "#lib/objectives/thin-out.ts";
import type { AlertThresholds } from "#lib/policies/schema.ts";

/** A backup every quarter of an hour for two months, or every four hours for three years. */
const MOST_ROWS = 6_000;

interface Row {
  at_micros: bigint;
  value: bigint;
  type: string;
  repository_id: string | null;
  operation_id: string | null;
  is_good: boolean;
  was_unusual: boolean;
}

/** How long backups and verifications took, or how much each set holds, by type, against what is usual. */
export async function loadBackupSeries(
  db: Database,
  kind: "backup-duration" | "backup-size",
  query: SeriesQuery,
  thresholds: AlertThresholds,
): Promise<Series> {
  const rows = await (kind === "backup-duration" ? loadDurations(db, query) : loadSizes(db, query));
  const { points, bands } = judgeRuns(rows.map(toRun), thresholds);
  // Older ones were loaded to compare with.
  const shown = points.filter(({ atMicros }) => BigInt(atMicros) >= query.fromMicros);
  const objective = kind === "backup-duration" ? thresholds.durationSeconds * 1000 : null;
  return {
    kind,
    unit: kind === "backup-duration" ? "ms" : "bytes",
    points: thinOut(shown, query),
    objective,
    breaches: [],
    holes: [],
    bands: bands.filter(({ type }) => shown.some((point) => point.type === type)),
  };
}

/**
 * Backups by their sets, as the alerts judge them; verifications by their operations. Within the span, and enough
 * before it to judge the first of each kind by.
 */
function loadDurations(db: Database, query: SeriesQuery): Promise<Row[]> {
  const { resourceId, fromMicros, toMicros } = query;
  return db.$queryRaw<Row[]>`
    WITH runs AS (
      SELECT stopped_at_micros AS at_micros, (stopped_at_micros - started_at_micros) / 1000 AS value, type,
        repository_id::text AS repository_id, operation_id::text AS operation_id,
        problem IS NULL AS is_good, COALESCE(anomalies->'duration' <> 'null', false) AS was_unusual
      FROM backup_sets WHERE resource_id = ${resourceId}::uuid
      UNION ALL
      SELECT (extract(epoch FROM finished_at) * 1000000)::bigint,
        round(extract(epoch FROM finished_at - started_at) * 1000)::bigint, 'verify',
        repository_id::text, id::text, true, false
      FROM operations
      WHERE resource_id = ${resourceId}::uuid AND kind = 'verify' AND status = 'succeeded'
        AND started_at IS NOT NULL AND finished_at IS NOT NULL
    ), placed AS (
      SELECT *, at_micros >= ${fromMicros}::bigint AS is_shown,
        row_number() OVER (PARTITION BY type, repository_id, at_micros >= ${fromMicros}::bigint ORDER BY at_micros DESC) AS place
      FROM runs WHERE at_micros < ${toMicros}::bigint
    ), kept AS (
      SELECT * FROM placed WHERE is_shown OR place <= ${runsCompared} ORDER BY at_micros DESC LIMIT ${MOST_ROWS}
    )
    SELECT * FROM kept ORDER BY at_micros`;
}

/** What a set holds, not what it takes in the repository: only that can be compared, and only that is judged. */
function loadSizes(db: Database, query: SeriesQuery): Promise<Row[]> {
  const { resourceId, fromMicros, toMicros } = query;
  return db.$queryRaw<Row[]>`
    WITH placed AS (
      SELECT stopped_at_micros AS at_micros, size_bytes AS value, type, repository_id::text AS repository_id,
        operation_id::text AS operation_id, problem IS NULL AS is_good,
        COALESCE(anomalies->'size' <> 'null', false) AS was_unusual,
        stopped_at_micros >= ${fromMicros}::bigint AS is_shown,
        row_number() OVER (PARTITION BY type, repository_id, stopped_at_micros >= ${fromMicros}::bigint
          ORDER BY stopped_at_micros DESC) AS place
      FROM backup_sets WHERE resource_id = ${resourceId}::uuid AND stopped_at_micros < ${toMicros}::bigint
    ), kept AS (
      SELECT * FROM placed WHERE is_shown OR place <= ${runsCompared} ORDER BY at_micros DESC LIMIT ${MOST_ROWS}
    )
    SELECT * FROM kept ORDER BY at_micros`;
}

function toRun(row: Row): BackupRun {
  return {
    atMicros: row.at_micros,
    value: Number(row.value),
    type: row.type,
    repositoryId: row.repository_id,
    operationId: row.operation_id,
    isGood: row.is_good,
    wasUnusual: row.was_unusual,
  };
}
