import type { Cluster, Lsn } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { type ConnectionOptions, withConnection } from "./with-connection.ts";

/**
 * Closes the WAL segment in use, so that it can be archived now. `segment` is the last one that holds anything
 * written before the call: once it and all before it are seen in the repository, everything is safe.
 */
export async function switchWal(
  cluster: Cluster,
  options: Pick<ConnectionOptions, "signal">,
): Promise<{ segment: string; lsn: Lsn }> {
  const { rows } = await withConnection(cluster, { ...options, access: "write" }, (client) =>
    // One byte back: at a boundary (nothing new since the last switch) the name differs between versions.
    client.query<{ segment: string; lsn: Lsn }>(
      "SELECT pg_walfile_name(lsn - 1) AS segment, lsn::text FROM pg_switch_wal() AS lsn",
    ),
  );
  const row = rows[0];
  if (!row) throw new AppError("INTERNAL", "PostgreSQL returned no position for the WAL switch.");
  return row;
}
