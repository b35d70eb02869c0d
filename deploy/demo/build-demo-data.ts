import { appendFile, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { escapeIdentifier, escapeLiteral } from "pg";
import type { Cluster } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { runCommand } from "#lib/exec/run-command.ts";
import { startCluster } from "#lib/postgres/start-cluster.ts";
import { stopCluster } from "#lib/postgres/stop-cluster.ts";
import { withConnection } from "#lib/postgres/with-connection.ts";
import type { DemoRecord } from "./demo-record.ts";
import { demoSettings, seedingSettings, settingLines } from "./demo-settings.ts";

export interface BuildOptions {
  archiveSettings: Record<string, string>;
  signal: AbortSignal;
  log: (text: string) => void;
}

/** Makes a stopped, complete and synced data directory. What an interrupted attempt left there is removed first. */
export async function buildDemoData(
  cluster: Cluster,
  record: DemoRecord,
  options: BuildOptions,
): Promise<void> {
  await stopCluster(cluster, { mode: "immediate", timeoutMs: 60_000, signal: options.signal });
  await rm(cluster.dataDirectory, { recursive: true, force: true });
  options.log("Creating the demo cluster");
  await initialise(cluster, record, options);
  await startCluster({
    cluster,
    startOptions: [],
    overrides: seedingSettings,
    logFile: join(dirname(cluster.dataDirectory), "postgresql.log"),
    timeoutMs: 120_000,
    signal: options.signal,
  });
  try {
    await fill(cluster, record, options);
  } finally {
    const anySignal = AbortSignal.timeout(120_000);
    await stopCluster(cluster, { mode: "fast", timeoutMs: 120_000, signal: anySignal });
  }
  await tool(cluster, "initdb", ["--sync-only", "-D", cluster.dataDirectory], options);
}

async function initialise(cluster: Cluster, record: DemoRecord, options: BuildOptions): Promise<void> {
  const places = ["-D", cluster.dataDirectory, "--username", cluster.user];
  const access = ["--auth-local=peer", "--auth-host=scram-sha-256"];
  const format = ["--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-sync"];
  await tool(cluster, "initdb", [...places, ...access, ...format], options);
  const settings = demoSettings(record.port, cluster.socketDirectory, options.archiveSettings);
  await appendFile(join(cluster.dataDirectory, "postgresql.conf"), settingLines(settings));
}

async function fill(cluster: Cluster, record: DemoRecord, options: BuildOptions): Promise<void> {
  const { signal } = options;
  const connection = { signal, access: "write", statementTimeoutMs: 300_000 } as const;
  const appUser = escapeIdentifier(record.appUser);
  await withConnection(cluster, connection, async (client) => {
    await client.query(`CREATE ROLE ${appUser} LOGIN PASSWORD ${escapeLiteral(record.appPassword)}`);
    await client.query(`CREATE DATABASE ${escapeIdentifier(record.database)}`);
  });
  await withConnection(cluster, { ...connection, database: record.database }, async (client) => {
    // One transaction: what is written to a table made in the same one needs no WAL.
    await client.query("BEGIN");
    for (const name of ["schema.sql", "seed.sql", "constraints.sql"]) {
      options.log(`Running ${name}`);
      await client.query(await readFile(new URL(name, import.meta.url), "utf8"));
    }
    await client.query(`GRANT USAGE ON SCHEMA public TO ${appUser}`);
    await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${appUser}`);
    await client.query(`GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${appUser}`);
    await client.query("COMMIT");
    await client.query("VACUUM (FREEZE, ANALYZE)");
  });
}

async function tool(cluster: Cluster, name: string, args: string[], options: BuildOptions): Promise<void> {
  const file = join(cluster.binDirectory, name);
  const result = await runCommand({ file, args, timeoutMs: 120_000, signal: options.signal });
  if (result.exitCode === 0) return;
  throw new AppError("ENGINE", `${name} failed.`, { reason: "tool-failed", hint: result.stderrTail });
}
