import type { Database, Transaction } from "#lib/db/client.ts";

/**
 * What a failed restore means for the cluster itself: only a copy of it could not be made, the restore was refused
 * before it did anything, everything was put back as it was, or it was not: stopped, fenced or overwritten.
 */
export type RestoreEnd = "no-copy" | "refused" | "put-back" | "not-put-back";

export interface FailedRestore {
  resourceId: string;
  operationId: string;
  end: RestoreEnd;
  message: string;
  hint: string | null;
}

/** Steps that only look. */
const CHECKS = ["check the approval", "check the plan"];

/**
 * The newest failed restores of each resource, or of these, that nothing has made good since: one that left the
 * cluster other than it was, which only a restore in place makes good, and one that did not.
 */
export function findFailedRestores(
  db: Database | Transaction,
  resourceIds: readonly string[] | null = null,
): Promise<FailedRestore[]> {
  const wanted = resourceIds && [...resourceIds];
  return db.$queryRaw<FailedRestore[]>`
    WITH ended AS MATERIALIZED (
      SELECT failed.id, failed.resource_id, failed.created_at, failed.error_message, failed.error_hint,
             CASE
               WHEN plan_text::jsonb #>> '{destination,kind}' = 'new-instance' THEN 'no-copy'
               WHEN EXISTS (SELECT FROM operation_steps WHERE operation_id = failed.id
                            AND name = 'put back' AND status = 'succeeded') THEN 'put-back'
               WHEN EXISTS (SELECT FROM operation_steps WHERE operation_id = failed.id
                            AND name <> ALL (${CHECKS})) THEN 'not-put-back'
               ELSE 'refused'
             END AS "end"
      FROM operations AS failed LEFT JOIN change_requests ON change_requests.id = failed.change_request_id
      WHERE failed.kind = 'restore' AND failed.status = 'failed' AND failed.resource_id IS NOT NULL
        AND (${wanted}::uuid[] IS NULL OR failed.resource_id = ANY (${wanted}::uuid[]))
    ), newest AS (
      SELECT DISTINCT ON (resource_id, "end" = 'not-put-back') * FROM ended
      ORDER BY resource_id, "end" = 'not-put-back', created_at DESC
    )
    SELECT newest.resource_id::text AS "resourceId", newest.id::text AS "operationId", newest."end",
           COALESCE(newest.error_message, 'It said nothing.') AS message, newest.error_hint AS hint
    FROM newest
    WHERE NOT EXISTS (
      SELECT FROM operations AS good LEFT JOIN change_requests ON change_requests.id = good.change_request_id
      WHERE good.resource_id = newest.resource_id AND good.kind = 'restore' AND good.status = 'succeeded'
        AND good.created_at > newest.created_at
        AND (newest."end" <> 'not-put-back' OR plan_text::jsonb #>> '{destination,kind}' = 'in-place')
    )`;
}
