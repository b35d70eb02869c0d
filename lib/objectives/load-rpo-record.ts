import type { Database } from "#lib/db/client.ts";
import { loadBreaches } from "#lib/objectives/load-breaches.ts";
import { HOURLY_SILENT_MICROS, SAMPLES_SILENT_MICROS } from "#lib/objectives/rules.ts";

const DAY_MICROS = 86_400_000_000n;
/** Breaches closer together than this are one. */
const APART_MICROS = 300_000_000n;

export interface RpoRecord {
  withinShare: number | null;
  seenShare: number | null;
  worstMs: number | null;
  breachCount: number;
}

interface Row {
  samples: bigint;
  over: bigint;
  worst: bigint | null;
  first_micros: bigint | null;
  last_micros: bigint | null;
  unseen_micros: bigint;
}

/** The last 30 days of one resource's RPO. An hour's worst stands for all samples of its hour. */
export async function loadRpoRecord(
  db: Database,
  now: bigint,
  resourceId: string,
  targetSeconds: number | null,
): Promise<RpoRecord> {
  const since = now - 30n * DAY_MICROS;
  const [row] = await db.$queryRaw<Row[]>`
    WITH seen AS (
      SELECT at_micros, value_ms,
        COALESCE((details->>'samples')::int, 1) AS samples,
        CASE WHEN value_ms > ${targetSeconds}::bigint * 1000
          THEN GREATEST(1, COALESCE((details->>'over')::int, 1)) ELSE 0 END AS over,
        at_micros - lag(at_micros) OVER (ORDER BY at_micros) AS pause,
        CASE WHEN details ? 'samples' THEN ${HOURLY_SILENT_MICROS}::bigint ELSE ${SAMPLES_SILENT_MICROS}::bigint END AS silent
      FROM measurements
      WHERE resource_id = ${resourceId}::uuid AND kind = 'rpo' AND at_micros BETWEEN ${since} AND ${now}
    )
    SELECT COALESCE(sum(samples), 0)::bigint AS samples, COALESCE(sum(over), 0)::bigint AS over,
      max(value_ms) AS worst, min(at_micros) AS first_micros, max(at_micros) AS last_micros,
      COALESCE(sum(pause) FILTER (WHERE pause > silent), 0)::bigint AS unseen_micros
    FROM seen`;
  if (!row || row.samples === 0n || row.first_micros === null || row.last_micros === null) {
    return { withinShare: null, seenShare: null, worstMs: null, breachCount: 0 };
  }
  const span = now - (await seenSince(db, resourceId, since, row.first_micros));
  const before = now - span;
  const pauses = [row.first_micros - before, now - row.last_micros];
  const unseen = pauses.reduce(
    (sum, pause) => (pause > SAMPLES_SILENT_MICROS ? sum + pause : sum),
    row.unseen_micros,
  );
  const breaches =
    targetSeconds === null || row.over === 0n
      ? []
      : await loadBreaches(db, {
          resourceId,
          targetSeconds,
          fromMicros: since,
          toMicros: now,
          apartMicros: APART_MICROS,
        });
  return {
    withinShare: targetSeconds === null ? null : 1 - Number(row.over) / Number(row.samples),
    seenShare: span <= 0n ? 1 : Math.max(0, 1 - Number(unseen) / Number(span)),
    worstMs: row.worst === null ? null : Number(row.worst),
    breachCount: breaches.length,
  };
}

/** Where counting begins: 30 days ago, or with the very first sample of a younger resource. */
async function seenSince(
  db: Database,
  resourceId: string,
  since: bigint,
  firstMicros: bigint,
): Promise<bigint> {
  const earlier = await db.measurement.findFirst({
    where: { resourceId, kind: "rpo", atMicros: { lt: since } },
    select: { id: true },
  });
  return earlier ? since : firstMicros;
}
