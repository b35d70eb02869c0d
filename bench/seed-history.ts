import { join } from "node:path";
import canonicalize from "canonicalize";
import { Client } from "pg";
import type { ScratchCluster } from "#e2e/fixtures/scratch-cluster.ts";
import { shell } from "./shell.ts";
import { clientEnv } from "./source-cluster.ts";

export interface HistorySize {
  resources: number;
  operations: number;
  auditEntries: number;
  restores: number;
  alerts: number;
  /** Of backup sets, expected runs and samples. */
  days: number;
}

/** `scale` 1: two years of fifty clusters, with a million operations and ten million audit entries. */
export function historySize(scale: number, resources: number): HistorySize {
  const part = (whole: number, least: number) => Math.max(least, Math.round(whole * scale));
  return {
    resources,
    operations: part(1_000_000, 1_000),
    auditEntries: part(10_000_000, 10_000),
    restores: part(2_000, 60),
    alerts: part(20_000, 100),
    days: part(730, 7),
  };
}

/** What both databases of a comparison have: people, hosts, repositories, resources, policies, channels. */
export async function seedInstallation(
  server: ScratchCluster,
  database: string,
  input: { resources: number; nowMs: number },
  signal: AbortSignal,
): Promise<void> {
  await runFile(
    server,
    database,
    "seed-installation.sql",
    { resources: input.resources, now_ms: input.nowMs },
    signal,
  );
}

/** A history up to `nowMs`, made by the server itself, in the real tables with all their indexes. */
export async function seedHistory(
  server: ScratchCluster,
  database: string,
  size: HistorySize,
  nowMs: number,
  signal: AbortSignal,
): Promise<void> {
  const { resources, operations, restores, alerts, days } = size;
  const variables = {
    resources,
    operations,
    restores,
    alerts,
    days,
    audit_entries: size.auditEntries,
    now_ms: nowMs,
  };
  await runFile(server, database, "seed-history.sql", variables, signal);
  await assertCanonical(server, database);
}

async function runFile(
  server: ScratchCluster,
  database: string,
  name: string,
  variables: Record<string, number>,
  signal: AbortSignal,
): Promise<void> {
  const values = Object.entries(variables).map(([key, value]) => `-v ${key}=${value}`);
  const command = `psql -X -q -o /dev/null ${values.join(" ")} -f "${join(import.meta.dirname, name)}"`;
  await shell(command, { ...clientEnv(server.cluster), PGDATABASE: database }, signal);
}

/** The bytes a verifier hashes must be what the program itself would have written (RFC 8785), in the order of time. */
async function assertCanonical(server: ScratchCluster, database: string): Promise<void> {
  const { socketDirectory: host, port, user } = server.cluster;
  const client = new Client({ host, port, user, database });
  await client.connect();
  try {
    const { rows } = await client.query<{ canonical: Buffer; id: string; at_micros: string }>(
      `SELECT id, at_micros, canonical FROM audit_entries
       WHERE position % GREATEST((SELECT max(position) FROM audit_entries) / 500, 1) = 0 ORDER BY position`,
    );
    let before = 0n;
    for (const { id, at_micros, canonical } of rows) {
      const text = canonical.toString("utf8");
      const entry = JSON.parse(text);
      const isSame = canonicalize(entry) === text && entry.id === id && entry.atMicros === at_micros;
      if (!isSame || BigInt(at_micros) < before)
        throw new Error(`This audit entry is not a real one: ${text}`);
      before = BigInt(at_micros);
    }
  } finally {
    await client.end();
  }
}
