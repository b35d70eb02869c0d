import type { Client } from "pg";
import type { Cluster } from "#lib/engines/engine.ts";
import { type ConnectionOptions, withConnection } from "./with-connection.ts";

/** JSON-safe. */
export interface ServerFacts {
  version: string;
  /** E.g. 150018. */
  versionNumber: number;
  systemIdentifier: string;
  isInRecovery: boolean;
  sizeBytes: number;
  /** Client sessions besides ours. */
  sessionCount: number;
  /** Every value as in pg_settings.setting, i.e. in the setting's own unit. */
  settings: Record<string, string>;
}

export async function readServer(
  cluster: Cluster,
  options: Pick<ConnectionOptions, "signal">,
): Promise<ServerFacts> {
  return withConnection(cluster, options, async (client) => {
    const settings = await readSettings(client);
    const { rows } = await client.query<Seen>(seenQuery);
    const seen = rows[0] ?? { systemIdentifier: "", isInRecovery: false, sizeBytes: 0, sessionCount: 0 };
    return {
      ...seen,
      version: settings.server_version ?? "",
      versionNumber: Number(settings.server_version_num),
      settings,
    };
  });
}

type Seen = Pick<ServerFacts, "systemIdentifier" | "isInRecovery" | "sizeBytes" | "sessionCount">;

const seenQuery = `
  SELECT system_identifier::text AS "systemIdentifier",
         pg_is_in_recovery() AS "isInRecovery",
         (SELECT sum(pg_tablespace_size(oid))::float8 FROM pg_tablespace) AS "sizeBytes",
         (SELECT count(*)::int FROM pg_stat_activity
          WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()) AS "sessionCount"
  FROM pg_control_system()`;

async function readSettings(client: Client): Promise<ServerFacts["settings"]> {
  const { rows } = await client.query<{ name: string; setting: string | null }>(
    "SELECT name, setting FROM pg_settings",
  );
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting ?? ""]));
}
