import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Cluster } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { runCommand } from "#lib/exec/run-command.ts";

/**
 * Throws `version-mismatch` when the programs in `cluster.binDirectory` are of another major version than the
 * data directory, `version-unreadable` when the directory does not say. Returns the major version.
 */
export async function requireMatchingVersion(cluster: Cluster, signal: AbortSignal): Promise<number> {
  const text = await readFile(join(cluster.dataDirectory, "PG_VERSION"), "utf8").catch(() => "");
  const data = Number.parseInt(text, 10);
  if (!(data > 0)) {
    throw new AppError("PRECONDITION", `${cluster.dataDirectory} does not name its PostgreSQL version.`, {
      reason: "version-unreadable",
      hint: "It is not a complete data directory.",
    });
  }
  const programs = await readProgramVersion(cluster.binDirectory, signal);
  if (programs === data) return data;
  throw new AppError(
    "PRECONDITION",
    `The data directory is of PostgreSQL ${data}, the programs in ${cluster.binDirectory} are of ${programs}.`,
    {
      reason: "version-mismatch",
      hint: `Install PostgreSQL ${data} on this host, or correct the resource's program directory.`,
    },
  );
}

async function readProgramVersion(binDirectory: string, signal: AbortSignal): Promise<number> {
  const file = join(binDirectory, "pg_controldata");
  const { stdout } = await runCommand({ file, args: ["--version"], timeoutMs: 10_000, signal });
  return Number(/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1]);
}
