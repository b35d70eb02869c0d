import type { MissedRun } from "#lib/alerts/facts.ts";
import type { Database, Transaction } from "#lib/db/client.ts";

/**
 * Runs that did not start in time and were not made good: neither themselves, nor by a later run of the same kind,
 * nor by whatever was started since, by hand or by another schedule, and contains it (a full backup all others).
 * What a pause left out is no failure, and what somebody has acknowledged is known.
 */
export function loadMissedRuns(db: Database | Transaction): Promise<(MissedRun & { resourceId: string })[]> {
  // Until when all is good is asked once for each kind of run of a resource: a long silence leaves many runs of one.
  return db.$queryRaw`
    WITH missed AS MATERIALIZED (
      SELECT DISTINCT resource_id, action FROM slots
      WHERE missed_at IS NOT NULL AND acknowledged_at IS NULL AND missed_cause IS DISTINCT FROM 'paused'
    ), good AS MATERIALIZED (
      SELECT missed.*, GREATEST(run.due_at_micros, backup.micros, verification.micros, 0) AS until_micros
      FROM missed
      LEFT JOIN LATERAL (
        SELECT later.due_at_micros FROM slots AS later JOIN operations ON operations.id = later.operation_id
        WHERE later.resource_id = missed.resource_id AND later.action = missed.action
          AND operations.status = 'succeeded'
        ORDER BY later.due_at_micros DESC LIMIT 1
      ) AS run ON true
      LEFT JOIN LATERAL (
        SELECT (extract(epoch FROM max(newest.created_at)) * 1000000)::bigint AS micros
        FROM unnest(CASE missed.action WHEN 'full' THEN ARRAY['full'] WHEN 'diff' THEN ARRAY['diff', 'full']
          WHEN 'incr' THEN ARRAY['incr', 'diff', 'full'] END) AS containing (type)
        CROSS JOIN LATERAL (
          SELECT created_at FROM operations
          WHERE resource_id = missed.resource_id AND kind = 'backup' AND status = 'succeeded'
            AND input ->> 'type' = containing.type
          ORDER BY created_at DESC LIMIT 1
        ) AS newest
      ) AS backup ON true
      LEFT JOIN LATERAL (
        SELECT (extract(epoch FROM max(created_at)) * 1000000)::bigint AS micros FROM operations
        WHERE missed.action = 'verify' AND resource_id = missed.resource_id AND kind = 'verify'
          AND status = 'succeeded'
      ) AS verification ON true
    )
    SELECT slots.resource_id::text AS "resourceId", slots.id::text AS "slotId", slots.schedule_id AS "scheduleId",
           slots.action, slots.due_at_micros AS "dueAtMicros", slots.missed_why AS why
    FROM good JOIN slots ON slots.resource_id = good.resource_id AND slots.action = good.action
      AND slots.due_at_micros > good.until_micros
    WHERE slots.missed_at IS NOT NULL AND slots.acknowledged_at IS NULL
      AND slots.missed_cause IS DISTINCT FROM 'paused'`;
}
