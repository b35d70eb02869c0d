import type { Database, Transaction } from "#lib/db/client.ts";
import { computeLiveRpo, type PositionFact } from "#lib/objectives/rules.ts";
import type { LiveRpo } from "#lib/overview/schema.ts";

interface Row {
  resourceId: string;
  newestMicros: bigint | null;
  newestTimeline: number | null;
  newestSnapshot: string | null;
  safeMicros: bigint | null;
  safeTimeline: number | null;
  safeSnapshot: string | null;
}

/**
 * The live RPO of many resources with one query. With several repositories the best one counts: one copy is enough to
 * restore from. Every resource that was asked for has an answer.
 */
export async function loadLiveRpos(
  db: Database | Transaction,
  now: bigint,
  resourceIds: readonly string[],
): Promise<Map<string, LiveRpo>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT wanted.id::text AS "resourceId",
           newest.at_micros AS "newestMicros", newest.timeline AS "newestTimeline",
           newest.snapshot AS "newestSnapshot",
           safe.at_micros AS "safeMicros", safe.timeline AS "safeTimeline", safe.snapshot AS "safeSnapshot"
    FROM unnest(${[...resourceIds]}::uuid[]) AS wanted (id)
    LEFT JOIN LATERAL (
      SELECT at_micros, timeline, snapshot FROM position_samples
      WHERE resource_id = wanted.id ORDER BY at_micros DESC LIMIT 1
    ) AS newest ON true
    LEFT JOIN LATERAL (
      SELECT sample.at_micros, sample.timeline, sample.snapshot
      FROM resource_repositories AS used
      JOIN recovery_windows AS found USING (resource_id, repository_id)
      CROSS JOIN LATERAL (
        SELECT at_micros, timeline, snapshot FROM position_samples
        WHERE resource_id = wanted.id
          AND timeline = (found."window" -> 'newest' ->> 'timeline')::int
          AND lsn::pg_lsn <= (found."window" -> 'newest' ->> 'lsn')::pg_lsn
        ORDER BY at_micros DESC LIMIT 1
      ) AS sample
      WHERE used.resource_id = wanted.id AND jsonb_typeof(found."window" -> 'newest') = 'object'
      ORDER BY sample.at_micros DESC LIMIT 1
    ) AS safe ON true`;
  return new Map(
    rows.map((row) => [
      row.resourceId,
      computeLiveRpo({
        now,
        newest: toFact(row.newestMicros, row.newestTimeline, row.newestSnapshot),
        newestSafe: toFact(row.safeMicros, row.safeTimeline, row.safeSnapshot),
      }),
    ]),
  );
}

function toFact(
  atMicros: bigint | null,
  timeline: number | null,
  snapshot: string | null,
): PositionFact | null {
  return atMicros === null || timeline === null || snapshot === null
    ? null
    : { atMicros, timeline, snapshot };
}
