import type { Cluster } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { waitUntil } from "./wait-until.ts";
import { type ConnectionOptions, withConnection } from "./with-connection.ts";

/**
 * Ends every client session but ours and waits until they are gone. New ones can come in at once unless the
 * cluster is fenced. Standbys and background workers are left alone. Throws `sessions-remain`.
 */
export async function dropSessions(
  cluster: Cluster,
  options: Pick<ConnectionOptions, "signal" | "password"> & { databases?: string[]; timeoutMs: number },
): Promise<{ dropped: number }> {
  return withConnection(cluster, { ...options, access: "write" }, async (client) => {
    const { rows } = await client.query<{ pid: number; startedAt: string }>(
      `SELECT pid, backend_start::text AS "startedAt", pg_terminate_backend(pid)
       FROM pg_stat_activity
       WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
         AND ($1::text[] IS NULL OR datname = ANY($1))`,
      [options.databases ?? null],
    );
    const sessions = rows.map(({ pid, startedAt }) => `${pid} ${startedAt}`);
    const countRemaining = async () => {
      const { rows: left } = await client.query(
        "SELECT 1 FROM pg_stat_activity WHERE pid || ' ' || backend_start::text = ANY($1)",
        [sessions],
      );
      return left.length === 0 ? true : null;
    };
    await waitUntil(countRemaining, { ...options, onTimeout: () => sessionsRemain() });
    return { dropped: sessions.length };
  });
}

const sessionsRemain = () =>
  new AppError("ENGINE", "Some client sessions did not end when they were told to.", {
    reason: "sessions-remain",
    hint: "A session writing to a full or hanging disk cannot end. Check the server's storage.",
  });
