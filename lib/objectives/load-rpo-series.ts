import type { Database } from "#lib/db/client.ts";
import { loadBreaches } from "#lib/objectives/load-breaches.ts";
import { HOURLY_SILENT_MICROS, SAMPLES_SILENT_MICROS } from "#lib/objectives/rules.ts";
import type { Series } from "#lib/objectives/schema.ts";
import type { SeriesQuery } from "#lib/objectives/series-query.ts";

const SECOND_MICROS = 1_000_000n;

/** Possible loss over time: of each bucket the worst sample, so that thinning out never hides a peak. */
export async function loadRpoSeries(
  db: Database,
  query: SeriesQuery,
  targetSeconds: number | null,
): Promise<Series> {
  const span = query.toMicros - query.fromMicros;
  const bucket = atLeast(SECOND_MICROS, span / BigInt(query.most));
  const [points, holes, breaches] = await Promise.all([
    loadWorst(db, query, bucket),
    loadHoles(db, query, bucket),
    targetSeconds === null
      ? []
      : loadBreaches(db, { ...query, targetSeconds, apartMicros: atLeast(SAMPLES_SILENT_MICROS, bucket) }),
  ]);
  return {
    kind: "rpo",
    unit: "ms",
    points: points.map((row) => ({
      atMicros: row.at_micros.toString(),
      value: Number(row.value_ms),
      type: null,
      operationId: null,
      phases: null,
      isOutlier: false,
    })),
    objective: targetSeconds === null ? null : targetSeconds * 1000,
    breaches: breaches.map((breach) => ({
      fromMicros: breach.fromMicros.toString(),
      toMicros: breach.toMicros.toString(),
      worst: breach.worstMs,
    })),
    holes: holes.map((hole) => ({
      fromMicros: hole.from_micros.toString(),
      toMicros: hole.to_micros.toString(),
    })),
    bands: [],
  };
}

function loadWorst(db: Database, query: SeriesQuery, bucket: bigint) {
  return db.$queryRaw<{ at_micros: bigint; value_ms: bigint }[]>`
    SELECT at_micros, value_ms FROM (
      SELECT DISTINCT ON (bucket) bucket, at_micros, value_ms FROM (
        SELECT (at_micros - ${query.fromMicros}::bigint) / ${bucket}::bigint AS bucket, at_micros, value_ms
        FROM measurements
        WHERE resource_id = ${query.resourceId}::uuid AND kind = 'rpo'
          AND at_micros >= ${query.fromMicros}::bigint AND at_micros < ${query.toMicros}::bigint
      ) AS samples
      ORDER BY bucket, value_ms DESC, at_micros
    ) AS worst ORDER BY at_micros`;
}

/**
 * Pauses too long to be drawn over, from the sample before the span to its end; one shorter than a bucket could not
 * be seen anyway.
 */
function loadHoles(db: Database, query: SeriesQuery, bucket: bigint) {
  return db.$queryRaw<{ from_micros: bigint; to_micros: bigint }[]>`
    SELECT GREATEST(at_micros, ${query.fromMicros}::bigint) AS from_micros, next AS to_micros FROM (
      SELECT at_micros, lead(at_micros, 1, ${query.toMicros}::bigint) OVER (ORDER BY at_micros) AS next,
        CASE WHEN details ? 'samples' THEN ${HOURLY_SILENT_MICROS}::bigint ELSE ${SAMPLES_SILENT_MICROS}::bigint END AS silent
      FROM measurements
      WHERE resource_id = ${query.resourceId}::uuid AND kind = 'rpo' AND at_micros < ${query.toMicros}::bigint
        AND at_micros >= COALESCE((
          SELECT max(at_micros) FROM measurements
          WHERE resource_id = ${query.resourceId}::uuid AND kind = 'rpo' AND at_micros < ${query.fromMicros}::bigint
        ), ${query.fromMicros}::bigint)
    ) AS samples
    WHERE next - at_micros > GREATEST(silent, ${bucket}::bigint) AND next > ${query.fromMicros}::bigint
    ORDER BY 1`;
}

function atLeast(least: bigint, value: bigint): bigint {
  return value > least ? value : least;
}
