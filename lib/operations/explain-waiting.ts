import type { Transaction } from "#lib/db/client.ts";
import { toDate } from "#lib/db/rows.ts";
import { WORKER_SILENT_MS } from "#lib/operations/rules.ts";
import { ANY_HOST } from "#lib/queue/queue.ts";

/** Operations that one worker carries out at once. */
export const WORKER_PLACES = 8;

/**
 * Notes what queued operations wait for: a worker of their host that shows itself, the exclusive operation that
 * runs on their resource or comes before them, or a free place. All of them, or one.
 */
export async function explainWaiting(tx: Transaction, now: bigint, id?: string): Promise<void> {
  const silent = toDate(now - BigInt(WORKER_SILENT_MS) * 1000n);
  await tx.$executeRaw`
    WITH waiting AS (
      SELECT o.id, CASE
        WHEN o.host <> ${ANY_HOST} AND NOT EXISTS (
          SELECT FROM workers w WHERE w.host = o.host AND w.last_seen_at > ${silent}::timestamptz
        ) THEN 'a worker on ' || o.host
        WHEN o.is_exclusive AND running.id IS NOT NULL THEN 'the ' || running.words || ' that is running'
        WHEN o.is_exclusive AND EXISTS (
          SELECT FROM operations before WHERE before.resource_id = o.resource_id AND before.status = 'queued'
            AND before.is_exclusive
            AND (before.kind <> 'restore', before.created_at, before.id) < (o.kind <> 'restore', o.created_at, o.id)
        ) THEN 'what was asked for before it on the same resource'
        WHEN busy.count >= ${WORKER_PLACES} THEN 'a free place: the worker on ' || o.host || ' is busy'
      END AS reason
      FROM operations o
      LEFT JOIN LATERAL (
        SELECT r.id, CASE WHEN r.kind = 'backup' THEN COALESCE(r.input ->> 'type' || ' ', '') || 'backup'
          ELSE replace(r.kind, '-', ' ') END AS words
        FROM operations r WHERE r.resource_id = o.resource_id AND r.status = 'running' AND r.is_exclusive LIMIT 1
      ) running ON true
      LEFT JOIN (
        SELECT host, count(*) FROM operations WHERE status = 'running' GROUP BY host
      ) busy ON busy.host = o.host
      WHERE o.status = 'queued' AND (${id ?? null}::uuid IS NULL OR o.id = ${id ?? null}::uuid)
    )
    UPDATE operations SET waiting_for = waiting.reason FROM waiting
    WHERE operations.id = waiting.id AND operations.status = 'queued'
      AND operations.waiting_for IS DISTINCT FROM waiting.reason`;
}
