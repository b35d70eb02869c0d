import type { MissedRun } from "#lib/alerts/facts.ts";
import type { Database, Transaction } from "#lib/db/client.ts";

/**
 * Runs that did not start in time and were not made good: neither themselves, nor by a later run of the same kind,
 * nor by whatever was started since, by hand or by another schedule, and contains it (a full backup all others). What a pause left out is no failure, and what somebody has acknowledged is known.
 */
export function loadMissedRuns(db: Database | Transaction): Promise<(MissedRun & { resourceId: string })[]> {
  return db.$queryRaw`
    SELECT slots.resource_id::text AS "resourceId", slots.id::text AS "slotId", slots.schedule_id AS "scheduleId",
           slots.action, slots.due_at_micros AS "dueAtMicros", slots.missed_why AS why
    FROM slots
    LEFT JOIN LATERAL (
      SELECT later.id FROM slots AS later JOIN operations ON operations.id = later.operation_id
      WHERE later.resource_id = slots.resource_id AND later.due_at_micros >= slots.due_at_micros
        AND later.action = slots.action AND operations.status = 'succeeded'
      ORDER BY later.due_at_micros LIMIT 1
    ) AS cure ON true
    LEFT JOIN LATERAL (
      SELECT good.id FROM operations AS good
      WHERE cure.id IS NULL AND good.resource_id = slots.resource_id AND good.status = 'succeeded'
        AND good.created_at >= to_timestamp(slots.due_at_micros / 1000000.0)
        AND CASE slots.action
              WHEN 'verify' THEN good.kind = 'verify'
              ELSE good.kind = 'backup'
                AND array_position(ARRAY['incr', 'diff', 'full'], good.input ->> 'type')
                  >= array_position(ARRAY['incr', 'diff', 'full'], slots.action)
            END
      ORDER BY good.created_at LIMIT 1
    ) AS instead ON true
    WHERE slots.missed_at IS NOT NULL AND slots.acknowledged_at IS NULL
      AND slots.missed_cause IS DISTINCT FROM 'paused' AND cure.id IS NULL AND instead.id IS NULL`;
}
