import type { Database } from "#lib/db/client.ts";

/**
 * Ids of operations of these hosts that wait or run, that nothing was heard of for a time, and that no worker will
 * be given any more: their job is gone or over. The names of its states are pg-boss's own.
 */
export async function findJobless(
  db: Database,
  { hosts, silentSeconds }: { hosts: string[]; silentSeconds: number },
): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT o.id::text AS id FROM operations o LEFT JOIN pgboss.job j ON j.id = o.id
    WHERE o.host = ANY (${hosts}) AND o.status IN ('queued', 'running')
      AND (j.id IS NULL OR j.state IN ('completed', 'failed', 'cancelled'))
      AND COALESCE(o.heartbeat_at, o.created_at) < now() - make_interval(secs => ${silentSeconds})`;
  return rows.map(({ id }) => id);
}
