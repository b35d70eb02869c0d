import type { Database } from "#lib/db/client.ts";
import { restorePhases } from "#lib/objectives/restore-phases.ts";
import type { Series } from "#lib/objectives/schema.ts";
import type { SeriesQuery } from "#lib/objectives/series-query.ts";
import { thinOut } from "#lib/objectives/thin-out.ts";

/** More restores than anybody charts; beyond them the newest are kept. */
const MOST_ROWS = 5_000;

/** How long each restore and drill took, phase by phase. */
export async function loadRtoSeries(
  db: Database,
  query: SeriesQuery,
  targetSeconds: number | null,
): Promise<Series> {
  const rows = await db.measurement.findMany({
    where: {
      resourceId: query.resourceId,
      kind: "rto",
      atMicros: { gte: query.fromMicros, lt: query.toMicros },
    },
    orderBy: { atMicros: "desc" },
    take: MOST_ROWS,
  });
  const objective = targetSeconds === null ? null : targetSeconds * 1000;
  const points = thinOut(
    rows.toReversed().map((row) => ({
      atMicros: row.atMicros.toString(),
      value: Number(row.valueMs),
      type: null,
      operationId: row.operationId,
      phases: restorePhases(row.details, Number(row.valueMs)).phases,
      isOutlier: false,
    })),
    query,
  );
  return {
    kind: "rto",
    unit: "ms",
    points,
    objective,
    breaches: points
      .filter(({ value }) => objective !== null && value > objective)
      .map(({ atMicros, value }) => ({ fromMicros: atMicros, toMicros: atMicros, worst: value })),
    holes: [],
    bands: [],
  };
}
