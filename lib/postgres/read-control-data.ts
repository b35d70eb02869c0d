import { join } from "node:path";
import type { Cluster, Lsn } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { runCommand } from "#lib/exec/run-command.ts";
import { requireMatchingVersion } from "./require-matching-version.ts";

export interface ControlData {
  /** As text: it exceeds 2^53. */
  systemIdentifier: string;
  /** PostgreSQL's own words, e.g. "in production", "shut down", "in archive recovery". */
  state: string;
  wasCleanlyStopped: boolean;
  checkpointLsn: Lsn;
  timeline: number;
  /** That of the last checkpoint, or where a recovery has got to since. */
  furthestTimeline: number;
  hasDataChecksums: boolean;
  walSegmentBytes: number;
  /** A server recovering this data may not set any of these lower. */
  recoveryFloor: Record<string, number>;
}

/**
 * Reads global/pg_control, also of a stopped cluster. Throws `control-unreadable` when the file is missing or
 * damaged, and the reasons of `requireMatchingVersion`.
 */
export async function readControlData(
  cluster: Cluster,
  options: { signal: AbortSignal },
): Promise<ControlData> {
  await requireMatchingVersion(cluster, options.signal);
  const { exitCode, stdout } = await runCommand({
    file: join(cluster.binDirectory, "pg_controldata"),
    args: ["-D", cluster.dataDirectory],
    env: { LC_ALL: "C" },
    timeoutMs: 10_000,
    signal: options.signal,
  });
  // It prints a damaged file too, and exits 0: only a warning tells (PostgreSQL 15).
  if (exitCode !== 0 || stdout.startsWith("WARNING:")) throw unreadable(cluster);
  const field = fieldReader(stdout, cluster);
  const state = field("Database cluster state");
  const timeline = Number(field("Latest checkpoint's TimeLineID"));
  return {
    systemIdentifier: field("Database system identifier"),
    state,
    wasCleanlyStopped: state === "shut down" || state === "shut down in recovery",
    checkpointLsn: field("Latest checkpoint location"),
    timeline,
    furthestTimeline: Math.max(timeline, Number(field("Min recovery ending loc's timeline"))),
    hasDataChecksums: field("Data page checksum version") !== "0",
    walSegmentBytes: Number(field("Bytes per WAL segment")),
    recoveryFloor: Object.fromEntries(
      Object.entries(recoverySettings).map(([name, label]) => [name, Number(field(`${label} setting`))]),
    ),
  };
}

/** Setting → its name in the control file. https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-ADMIN */
const recoverySettings = {
  max_connections: "max_connections",
  max_worker_processes: "max_worker_processes",
  max_wal_senders: "max_wal_senders",
  max_prepared_transactions: "max_prepared_xacts",
  max_locks_per_transaction: "max_locks_per_xact",
};

function fieldReader(text: string, cluster: Cluster): (name: string) => string {
  const fields = new Map(
    text.split("\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
  return (name) => {
    const value = fields.get(name);
    if (value === undefined) throw unreadable(cluster);
    return value;
  };
}

const unreadable = (cluster: Cluster) =>
  new AppError("PRECONDITION", `The control file of ${cluster.dataDirectory} is missing or damaged.`, {
    reason: "control-unreadable",
    hint: "An interrupted restore leaves a directory like this. Run the restore again.",
  });
