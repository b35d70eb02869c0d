import type { Cluster, Lsn } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { type ConnectionOptions, withConnection } from "./with-connection.ts";

/** `lsn` is the end of the restore point's record: a recovery to that name stops exactly there. */
export async function createRestorePoint(
  cluster: Cluster,
  options: Pick<ConnectionOptions, "signal"> & { name: string },
): Promise<{ lsn: Lsn; timeline: number }> {
  if (Buffer.byteLength(options.name) > 63) throw nameTooLong();
  const { rows } = await withConnection(cluster, { ...options, access: "write" }, (client) =>
    client.query<{ lsn: Lsn; file: string }>(
      "SELECT lsn::text, pg_walfile_name(lsn) AS file FROM pg_create_restore_point($1) AS lsn",
      [options.name],
    ),
  );
  const row = rows[0];
  if (!row) throw new AppError("INTERNAL", "PostgreSQL returned no position for the restore point.");
  return { lsn: row.lsn, timeline: Number.parseInt(row.file.slice(0, 8), 16) };
}

const nameTooLong = () =>
  new AppError("INVALID", "The name of a restore point has at most 63 bytes.", {
    reason: "name-too-long",
    hint: "Choose a shorter name.",
  });
