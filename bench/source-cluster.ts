import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { type ScratchCluster, startScratchCluster } from "#e2e/fixtures/scratch-cluster.ts";
import { shell } from "./shell.ts";

export const databaseName = "shop";

const production = { fsync: "on", shared_buffers: "256MB", max_wal_size: "4GB" };

/** As a production server: data checksums, fsync, archiving ready to be pointed somewhere. */
export function startSource(): Promise<ScratchCluster> {
  return startScratchCluster({
    archiving: true,
    initdbArgs: ["--data-checksums"],
    settings: { ...production, archive_command: "true" },
  });
}

/** An empty server for the script to restore into; its WAL must not keep another contender's archiving busy. */
export function startEmpty(): Promise<ScratchCluster> {
  return startScratchCluster({ initdbArgs: ["--data-checksums"], settings: production });
}

export async function fillSource(
  source: ScratchCluster,
  scale: number,
  signal: AbortSignal,
): Promise<number> {
  await source.query(`CREATE DATABASE ${databaseName}`);
  const file = join(import.meta.dirname, "generate-data.sql");
  const command = `psql -X -q -v scale=${scale} -f "${file}"`;
  await shell(command, { ...clientEnv(source.cluster), PGDATABASE: databaseName }, signal);
  const [size] = await source.query<{ bytes: string }>(`SELECT pg_database_size('${databaseName}') AS bytes`);
  return Number(size?.bytes);
}

/** A second server with the same bytes, so that two products can each archive theirs. */
export async function copySource(source: ScratchCluster): Promise<ScratchCluster> {
  const copy = await startSource();
  await copy.halt();
  await source.halt();
  const settings = join(copy.directory, "postgresql.conf");
  await cp(join(copy.cluster.dataDirectory, "postgresql.conf"), settings);
  await rm(copy.cluster.dataDirectory, { recursive: true });
  await cp(source.cluster.dataDirectory, copy.cluster.dataDirectory, { recursive: true });
  await cp(settings, join(copy.cluster.dataDirectory, "postgresql.conf"));
  await Promise.all([source.start(), copy.start()]);
  return copy;
}

export function clientEnv(cluster: { socketDirectory: string; port: number; binDirectory: string }) {
  return {
    PGHOST: cluster.socketDirectory,
    PGPORT: String(cluster.port),
    PATH: `${cluster.binDirectory}:${process.env.PATH ?? ""}`,
  };
}
