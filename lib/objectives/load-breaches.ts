import type { Database } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { type OverObjective, overObjective } from "#lib/objectives/over-objective.ts";

export interface Breach {
  fromMicros: bigint;
  toMicros: bigint;
  worstMs: number;
}

/** Contiguous spans in which an RPO was above its objective. */
export async function loadBreaches(
  db: Database,
  query: OverObjective & { resourceId: string; targetSeconds: number },
): Promise<Breach[]> {
  const wanted = Prisma.sql`SELECT ${query.resourceId}::uuid, ${query.targetSeconds}::bigint * 1000`;
  const rows = await db.$queryRaw<{ from_micros: bigint; to_micros: bigint; worst: bigint }[]>`
    WITH spans AS (
      SELECT *, sum(is_new::int) OVER (ORDER BY from_micros ROWS UNBOUNDED PRECEDING) AS span
      FROM (${overObjective(wanted, query)}) AS marked
    )
    SELECT min(from_micros) AS from_micros, max(to_micros) AS to_micros, max(value_ms) AS worst
    FROM spans GROUP BY span ORDER BY 1`;
  return rows.map((row) => ({
    fromMicros: row.from_micros,
    toMicros: row.to_micros,
    worstMs: Number(row.worst),
  }));
}
