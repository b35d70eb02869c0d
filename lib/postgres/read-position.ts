import type { Cluster, Lsn } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { type ConnectionOptions, withConnection } from "./with-connection.ts";

/** One sample for the live RPO. */
export interface WalPosition {
  /** Whatever was committed durably by `atMicros` lies before this. */
  lsn: Lsn;
  /** Unchanged between two samples: nothing was committed in between. */
  snapshot: string;
  atMicros: bigint;
  timeline: number;
  archiver: {
    archivedCount: number;
    failedCount: number;
    lastArchivedWal: string | null;
    lastArchivedMicros: bigint | null;
    lastFailedWal: string | null;
    lastFailedMicros: bigint | null;
  };
}

/** Throws `in-recovery` for a server that writes no WAL of its own. */
export async function readPosition(
  cluster: Cluster,
  options: Pick<ConnectionOptions, "signal">,
): Promise<WalPosition> {
  const timeouts = { statementTimeoutMs: 5_000, connectTimeoutMs: 5_000 };
  const row = await withConnection(cluster, { ...options, ...timeouts }, async (client) => {
    const { rows } = await client.query<Row>(positionQuery);
    return rows[0];
  });
  if (!row?.lsn || !row.file) throw inRecovery();
  return {
    lsn: row.lsn,
    snapshot: row.snapshot,
    atMicros: BigInt(row.atMicros),
    timeline: Number.parseInt(row.file.slice(0, 8), 16),
    archiver: {
      archivedCount: Number(row.archivedCount),
      failedCount: Number(row.failedCount),
      lastArchivedWal: row.lastArchivedWal,
      lastArchivedMicros: micros(row.lastArchivedMicros),
      lastFailedWal: row.lastFailedWal,
      lastFailedMicros: micros(row.lastFailedMicros),
    },
  };
}

interface Row {
  atMicros: string;
  snapshot: string;
  lsn: Lsn | null;
  file: string | null;
  archivedCount: string;
  failedCount: string;
  lastArchivedWal: string | null;
  lastArchivedMicros: string | null;
  lastFailedWal: string | null;
  lastFailedMicros: string | null;
}

// The clock is read first (MATERIALIZED keeps the order): a commit by that time cannot lie behind the LSN.
const positionQuery = `
  WITH clock AS MATERIALIZED (
    SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint::text AS "atMicros",
           pg_current_snapshot()::text AS snapshot
  ), position AS MATERIALIZED (
    SELECT clock.*, CASE WHEN NOT pg_is_in_recovery() THEN pg_current_wal_lsn() END AS lsn FROM clock
  )
  SELECT "atMicros", snapshot, lsn::text,
         CASE WHEN NOT pg_is_in_recovery() THEN pg_walfile_name(lsn) END AS file,
         archived_count::text AS "archivedCount",
         failed_count::text AS "failedCount",
         last_archived_wal AS "lastArchivedWal",
         (extract(epoch FROM last_archived_time) * 1000000)::bigint::text AS "lastArchivedMicros",
         last_failed_wal AS "lastFailedWal",
         (extract(epoch FROM last_failed_time) * 1000000)::bigint::text AS "lastFailedMicros"
  FROM position, pg_stat_archiver`;

function micros(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}

const inRecovery = () =>
  new AppError("PRECONDITION", "The server is in recovery and writes no WAL of its own.", {
    reason: "in-recovery",
    hint: "Protect its primary, or promote it first.",
  });
