import { Prisma } from "#lib/db/generated/client.ts";

export interface OverObjective {
  /** Epoch microseconds, both inclusive. */
  fromMicros: bigint;
  toMicros: bigint;
  /** Spans closer together than this are one. */
  apartMicros: bigint;
}

/**
 * The RPO samples of the `wanted` rows (resource_id, target_ms) that were over the target, each with the span it
 * speaks for: its minute; an hour's worst for the minutes that were over, which end with it, because a possible
 * loss grows until the moment it is gone. `is_new` where a contiguous span begins.
 */
export function overObjective(wanted: Prisma.Sql, query: OverObjective): Prisma.Sql {
  return Prisma.sql`
    SELECT *, COALESCE(from_micros > ${query.apartMicros}::bigint + max(to_micros) OVER (
      PARTITION BY resource_id ORDER BY from_micros ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS is_new
    FROM (
      SELECT resource_id, value_ms, minutes, at_micros - 60000000::bigint * (minutes - 1) AS from_micros,
        at_micros + 60000000::bigint AS to_micros
      FROM (${wanted}) AS wanted (resource_id, target_ms)
      CROSS JOIN LATERAL (
        SELECT at_micros, value_ms, GREATEST(1, COALESCE((details->>'over')::int, 1)) AS minutes
        FROM measurements
        WHERE measurements.resource_id = wanted.resource_id AND kind = 'rpo' AND value_ms > wanted.target_ms
          AND at_micros BETWEEN ${query.fromMicros}::bigint AND ${query.toMicros}::bigint
        -- Few are over: one step along the index of each, which a planner who expects a third would not take.
        OFFSET 0
      ) AS over
    ) AS spoken`;
}
