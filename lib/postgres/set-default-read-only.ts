import { escapeIdentifier } from "pg";
import type { Cluster } from "#lib/engines/engine.ts";
import { type ConnectionOptions, withConnection } from "./with-connection.ts";

/**
 * Makes new sessions read-only by default, or ends that. Returns the databases that were changed: pass them
 * again to put back exactly what was. It is written into the cluster itself, so a backup taken meanwhile, and
 * whatever is restored from it, is read-only too. A session can still override it; `dropSessions` ends old ones.
 */
export async function setDefaultReadOnly(
  cluster: Cluster,
  options: Pick<ConnectionOptions, "signal" | "password"> & { on: boolean; databases?: string[] },
): Promise<{ changed: string[] }> {
  return withConnection(cluster, { ...options, access: "write" }, async (client) => {
    const { rows } = await client.query<{ name: string; isOn: boolean }>(
      `SELECT datname AS name,
              coalesce('default_transaction_read_only=on' = ANY(setconfig), false) AS "isOn"
       FROM pg_database LEFT JOIN pg_db_role_setting ON setdatabase = pg_database.oid AND setrole = 0
       WHERE NOT datistemplate AND ($1::text[] IS NULL OR datname = ANY($1))
       ORDER BY datname`,
      [options.databases ?? null],
    );
    const changed = rows.filter(({ isOn }) => isOn !== options.on).map(({ name }) => name);
    const action = options.on
      ? "SET default_transaction_read_only = on"
      : "RESET default_transaction_read_only";
    for (const name of changed) await client.query(`ALTER DATABASE ${escapeIdentifier(name)} ${action}`);
    return { changed };
  });
}
