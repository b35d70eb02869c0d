import type { Cluster, Lsn } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { type ConnectionOptions, withConnection } from "./with-connection.ts";

/**
 * Commits a transaction that writes catalogue pages and WAL, and proves that its commit is durable. It leaves
 * nothing but a used transaction id: the table ends with the transaction, the message is for nobody.
 * Throws `writes-not-proven`, or the reason why the server refused (`read-only`, `disk-full`, …).
 */
export async function proveWrites(
  cluster: Cluster,
  options: Pick<ConnectionOptions, "signal">,
): Promise<{ commitLsn: Lsn }> {
  return withConnection(cluster, { ...options, access: "write" }, async (client) => {
    // Event triggers of the owner are not to see our table.
    await client.query("SET session_replication_role = replica");
    await client.query("SET synchronous_commit = local");
    await client.query("BEGIN");
    await client.query("CREATE TEMPORARY TABLE holdfast_proof (n integer) ON COMMIT DROP");
    await client.query("INSERT INTO pg_temp.holdfast_proof SELECT generate_series(1, 1000)");
    const { rows: written } = await client.query<{ id: string; lsn: Lsn }>(
      "SELECT pg_current_xact_id()::text AS id, pg_logical_emit_message(true, 'holdfast', 'proof')::text AS lsn",
    );
    await client.query("COMMIT");
    const { id, lsn } = written[0] ?? { id: "0", lsn: "0/0" };
    const { rows } = await client.query<{ isProven: boolean; lsn: Lsn }>(
      `SELECT pg_xact_status($1::xid8) = 'committed' AND pg_current_wal_flush_lsn() > $2::pg_lsn AS "isProven",
              pg_current_wal_flush_lsn()::text AS lsn`,
      [id, lsn],
    );
    if (rows[0]?.isProven) return { commitLsn: rows[0].lsn };
    throw new AppError("ENGINE", "The server accepted a write but did not make it durable.", {
      reason: "writes-not-proven",
      hint: "Check its storage, and whether fsync is on.",
    });
  });
}
