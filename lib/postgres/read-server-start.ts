import type { Cluster } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { type ConnectionOptions, withConnection } from "./with-connection.ts";

/** When this run of the server began, as opaque text: tells it from any other run on the same data directory. */
export async function readServerStart(
  cluster: Cluster,
  options: Pick<ConnectionOptions, "signal">,
): Promise<string> {
  const { rows } = await withConnection(cluster, options, (client) =>
    client.query<{ start: string }>("SELECT extract(epoch FROM pg_postmaster_start_time())::text AS start"),
  );
  const row = rows[0];
  if (!row) throw new AppError("INTERNAL", "PostgreSQL did not say when it was started.");
  return row.start;
}
