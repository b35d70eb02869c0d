import type { Transaction } from "#lib/db/client.ts";

/**
 * Has a job that was handed out delivered again in some seconds, without counting that as a delivery. There is no
 * such call in pg-boss: this writes the columns of its table that a job begins with.
 */
export async function putBackJob(tx: Transaction, id: string, seconds: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE pgboss.job SET state = 'created', started_on = NULL, heartbeat_on = NULL,
      start_after = now() + make_interval(secs => ${seconds})
    WHERE id = ${id}::uuid AND state = 'active'`;
}
