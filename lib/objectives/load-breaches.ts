import type { Database } from "#lib/db/client.ts";

export interface Breach {
  fromMicros: bigint;
  toMicros: bigint;
  worstMs: number;
}

/**
 * Contiguous spans in which an RPO was above its objective. A sample speaks for its minute; an hour's worst for
 * the minutes that were over, which end with it, because a possible loss grows until the moment it is gone.
 * Spans closer together than `apartMicros` are one.
 */
export async function loadBreaches(
  db: Database,
  query: {
    resourceId: string;
    targetSeconds: number;
    fromMicros: bigint;
    toMicros: bigint;
    apartMicros: bigint;
  },
): Promise<Breach[]> {
  const rows = await db.$queryRaw<{ from_micros: bigint; to_micros: bigint; worst: bigint }[]>`
    WITH over AS (
      SELECT at_micros - 60000000::bigint * (GREATEST(1, COALESCE((details->>'over')::int, 1)) - 1) AS from_micros,
             at_micros + 60000000::bigint AS to_micros, value_ms
      FROM measurements
      WHERE resource_id = ${query.resourceId}::uuid AND kind = 'rpo'
        AND at_micros BETWEEN ${query.fromMicros} AND ${query.toMicros}
        AND value_ms > ${query.targetSeconds}::bigint * 1000
    ), marked AS (
      SELECT *, (from_micros > ${query.apartMicros}::bigint + max(to_micros) OVER (
        ORDER BY from_micros ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))::int AS is_new
      FROM over
    ), spans AS (
      SELECT *, sum(COALESCE(is_new, 1)) OVER (ORDER BY from_micros ROWS UNBOUNDED PRECEDING) AS span FROM marked
    )
    SELECT min(from_micros) AS from_micros, max(to_micros) AS to_micros, max(value_ms) AS worst
    FROM spans GROUP BY span ORDER BY 1`;
  return rows.map((row) => ({
    fromMicros: row.from_micros,
    toMicros: row.to_micros,
    worstMs: Number(row.worst),
  }));
}
