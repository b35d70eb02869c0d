import { type Client, DatabaseError } from "pg";
import type { Lsn } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { readClusterState } from "./read-cluster-state.ts";
import { readServerLog } from "./read-server-log.ts";
import { serverEndedError } from "./server-ended-error.ts";
import type { StartedCluster } from "./start-cluster.ts";
import { waitUntil } from "./wait-until.ts";
import { withConnection } from "./with-connection.ts";

/**
 * Promotes a server that was proven to stand at its target on `from`, and waits until it takes writes. One that died
 * since replays to the same target again, and is promoted where it pauses there: before that it would end anywhere.
 * One that was promoted before is left as it is. Throws `promote-timeout`, `target-passed` when it takes writes on the
 * timeline of its target, or what the server said when it ended.
 */
export async function promote(
  started: StartedCluster,
  options: { from: number; timeoutMs: number; signal: AbortSignal },
): Promise<{ timeline: number; lsn: Lsn }> {
  const promoted = await waitUntil(() => readNewTimeline(started, options.signal), {
    ...options,
    onTimeout: () => promoteTimeout(options.timeoutMs),
  });
  if (promoted.timeline <= options.from) throw notPromoted(promoted.timeline);
  return promoted;
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
    if (rows[0]?.isInRecovery !== false) {
      await promoteWherePaused(client);
      return null;
    }
    const position = await client.query<{ lsn: Lsn; file: string }>(
      "SELECT lsn::text, pg_walfile_name(lsn) AS file FROM pg_current_wal_lsn() AS lsn",
    );
    const row = position.rows[0];
    return row ? { lsn: row.lsn, timeline: Number.parseInt(row.file.slice(0, 8), 16) } : null;
  });
}

/** Not by resuming: that ends in a checkpoint, and until it is written lost power costs the target. */
async function promoteWherePaused(client: Client): Promise<void> {
  await client
    .query("SELECT CASE pg_get_wal_replay_pause_state() WHEN 'paused' THEN pg_promote(wait => false) END")
    .catch((error: unknown) => {
      // Its recovery ended, or its promotion began, in this very moment.
      if (!(error instanceof DatabaseError && error.code === NOT_IN_PREREQUISITE_STATE)) throw error;
    });
}

/** SQLSTATE object_not_in_prerequisite_state. */
const NOT_IN_PREREQUISITE_STATE = "55000";

const promoteTimeout = (timeoutMs: number) =>
  new AppError("ENGINE", `The server did not end its recovery within ${Math.round(timeoutMs / 1000)} s.`, {
    reason: "promote-timeout",
    hint: "It may still be writing its first checkpoint. Look at its log.",
  });

const notPromoted = (timeline: number) =>
  new AppError("ENGINE", `The server was started past its target, on timeline ${timeline}.`, {
    reason: "target-passed",
    hint: "Its power was lost while it was promoted, and something else started it. Do not use it; restore again.",
  });
