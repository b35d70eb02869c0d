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
  databases: { name: string; sizeBytes: number; allowsConnections: boolean; isTemplate: boolean }[];
  tablespaces: { name: string; location: string; sizeBytes: number }[];
  /** Every value as in pg_settings.setting, i.e. in the setting's own unit. */
  settings: Record<string, string>;
  /** Settings whose files say something else than the running server. */
  pendingRestart: string[];
  configFile: string;
}

export async function readServer(
  cluster: Cluster,
  options: Pick<ConnectionOptions, "signal" | "password">,
): Promise<ServerFacts> {
  return withConnection(cluster, options, async (client) => {
    const settings = await readSettings(client);
    const databases = await readDatabases(client);
    const tablespaces = await readTablespaces(client);
    const { rows } = await client.query<Identity>(identityQuery);
    const identity = rows[0] ?? { systemIdentifier: "", isInRecovery: false, sessionCount: 0 };
    return {
      ...identity,
      version: settings.values.server_version ?? "",
      versionNumber: Number(settings.values.server_version_num),
      sizeBytes: tablespaces.reduce((sum, tablespace) => sum + tablespace.sizeBytes, 0),
      databases,
      tablespaces,
      settings: settings.values,
      pendingRestart: settings.pending,
      configFile: settings.values.config_file ?? "",
    };
  });
}

interface Identity {
  systemIdentifier: string;
  isInRecovery: boolean;
  sessionCount: number;
}

const identityQuery = `
  SELECT system_identifier::text AS "systemIdentifier",
         pg_is_in_recovery() AS "isInRecovery",
         (SELECT count(*)::int FROM pg_stat_activity
          WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()) AS "sessionCount"
  FROM pg_control_system()`;

async function readSettings(client: Client): Promise<{ values: Record<string, string>; pending: string[] }> {
  const { rows } = await client.query<{ name: string; setting: string | null; isPending: boolean }>(
    'SELECT name, setting, pending_restart AS "isPending" FROM pg_settings',
  );
  return {
    values: Object.fromEntries(rows.map(({ name, setting }) => [name, setting ?? ""])),
    pending: rows.filter(({ isPending }) => isPending).map(({ name }) => name),
  };
}

async function readDatabases(client: Client): Promise<ServerFacts["databases"]> {
  const { rows } = await client.query<ServerFacts["databases"][number]>(
    `SELECT datname AS name, pg_database_size(oid)::float8 AS "sizeBytes",
            datallowconn AS "allowsConnections", datistemplate AS "isTemplate"
     FROM pg_database ORDER BY datname`,
  );
  return rows;
}

async function readTablespaces(client: Client): Promise<ServerFacts["tablespaces"]> {
  const { rows } = await client.query<ServerFacts["tablespaces"][number]>(
    `SELECT spcname AS name, pg_tablespace_location(oid) AS location,
            pg_tablespace_size(oid)::float8 AS "sizeBytes"
     FROM pg_tablespace ORDER BY spcname`,
  );
  return rows;
}
