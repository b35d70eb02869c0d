import type { Database } from "#lib/db/client.ts";
import type { MeasuredRestore } from "#lib/objectives/project-rto.ts";
import { restorePhases } from "#lib/objectives/restore-phases.ts";

/** Older restores say less about today's hosts and data. */
const MOST = 20;

export interface MeasuredRestores {
  /** Newest first. */
  restores: (MeasuredRestore & { atMicros: bigint; totalMs: number })[];
  /** Size of the newest set that is there. */
  newestSetBytes: number | null;
}

interface RestoreRow {
  resourceId: string;
  atMicros: bigint;
  valueMs: bigint;
  details: unknown;
}

interface SetRow {
  resourceId: string;
  sizeBytes: bigint;
}

/** By resource, with one step along an index for each. Every resource that was asked for has an answer. */
export async function loadRestores(
  db: Database,
  resourceIds: readonly string[],
): Promise<Map<string, MeasuredRestores>> {
  const ids = [...resourceIds];
  const [restores, sets] = await Promise.all([
    db.$queryRaw<RestoreRow[]>`
      SELECT wanted.id::text AS "resourceId", at_micros AS "atMicros", value_ms AS "valueMs", details
      FROM unnest(${ids}::uuid[]) AS wanted (id)
      CROSS JOIN LATERAL (
        SELECT at_micros, value_ms, details FROM measurements
        WHERE resource_id = wanted.id AND kind = 'rto' ORDER BY at_micros DESC LIMIT ${MOST}
      ) AS measured
      ORDER BY at_micros DESC`,
    db.$queryRaw<SetRow[]>`
      SELECT wanted.id::text AS "resourceId", size_bytes AS "sizeBytes"
      FROM unnest(${ids}::uuid[]) AS wanted (id)
      CROSS JOIN LATERAL (
        SELECT size_bytes FROM backup_sets WHERE resource_id = wanted.id AND state = 'present'
        ORDER BY stopped_at_micros DESC LIMIT 1
      ) AS newest`,
  ]);
  const restoresOf = Map.groupBy(restores, ({ resourceId }) => resourceId);
  const bytesOf = new Map(sets.map(({ resourceId, sizeBytes }) => [resourceId, Number(sizeBytes)]));
  return new Map(
    ids.map((id) => [
      id,
      {
        restores: (restoresOf.get(id) ?? []).map(({ atMicros, valueMs, details }) => ({
          ...restorePhases(details, Number(valueMs)),
          atMicros,
          totalMs: Number(valueMs),
        })),
        newestSetBytes: bytesOf.get(id) ?? null,
      },
    ]),
  );
}
