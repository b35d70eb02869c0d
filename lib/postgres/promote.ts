import type { Lsn } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { readClusterState } from "./read-cluster-state.ts";
import { readServerLog } from "./read-server-log.ts";
import { serverEndedError } from "./server-ended-error.ts";
import type { StartedCluster } from "./start-cluster.ts";
import { waitUntil } from "./wait-until.ts";
import { withConnection } from "./with-connection.ts";

/**
 * Ends the recovery of a server that stands at its target and waits until it takes writes.
 * One that was promoted before is left as it is. Throws `promote-timeout` or what the server said when it ended.
 */
export async function promote(
  started: StartedCluster,
  options: { timeoutMs: number; signal: AbortSignal },
): Promise<{ timeline: number; lsn: Lsn }> {
  await withConnection(started.cluster, options, (client) =>
    client.query("SELECT CASE WHEN pg_is_in_recovery() THEN pg_wal_replay_resume() END"),
  );
  return waitUntil(() => readNewTimeline(started, options.signal), {
    ...options,
    onTimeout: () => promoteTimeout(options.timeoutMs),
  });
}

async function readNewTimeline(started: StartedCluster, signal: AbortSignal) {
  const { state } = await readClusterState(started.cluster, { signal });
  if (state !== "running") {
    throw serverEndedError((await readServerLog(started.logFile, started.logOffset)).text);
  }
  return withConnection(started.cluster, { signal }, async (client) => {
    const { rows } = await client.query<{ isInRecovery: boolean }>(
      'SELECT pg_is_in_recovery() AS "isInRecovery"',
    );
    if (rows[0]?.isInRecovery !== false) return null;
    const position = await client.query<{ lsn: Lsn; file: string }>(
      "SELECT lsn::text, pg_walfile_name(lsn) AS file FROM pg_current_wal_lsn() AS lsn",
    );
    const row = position.rows[0];
    return row ? { lsn: row.lsn, timeline: Number.parseInt(row.file.slice(0, 8), 16) } : null;
  });
}

const promoteTimeout = (timeoutMs: number) =>
  new AppError("ENGINE", `The server did not end its recovery within ${Math.round(timeoutMs / 1000)} s.`, {
    reason: "promote-timeout",
    hint: "It may still be writing its first checkpoint. Look at its log.",
  });
