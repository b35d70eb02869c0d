import type { Lsn, StopPoint } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { compareLsn } from "#lib/format/lsn.ts";
import { readClusterState } from "./read-cluster-state.ts";
import { readControlData } from "./read-control-data.ts";
import { readServerLog } from "./read-server-log.ts";
import { serverEndedError } from "./server-ended-error.ts";
import type { StartedCluster } from "./start-cluster.ts";
import { waitUntil } from "./wait-until.ts";
import { withConnection } from "./with-connection.ts";

export interface ReplayPosition {
  /** End of the last record applied; null before the first one. */
  replayLsn: Lsn | null;
  /** Time of the last commit applied, epoch microseconds. */
  lastCommitMicros: bigint | null;
  timeline: number;
}

/**
 * Waits until a server restored with target action "pause" stands at its target, still read-only, and proves
 * that it stands there because of the target. Throws what the server said when it ended instead
 * (`target-not-reached`, …), `target-passed` when it went on to the end, `recovery-settings-refused` when it
 * waits for a higher max_* setting, `target-missed` when it stands before `stop`, or `target-timeout`.
 */
export async function waitForTarget(
  started: StartedCluster,
  options: {
    stop: StopPoint;
    timeoutMs: number;
    signal: AbortSignal;
    onProgress?: (position: ReplayPosition) => void;
  },
): Promise<ReplayPosition> {
  const position = await waitUntil(
    async () => {
      const recovery = await readRecovery(started, options.signal);
      if (recovery === null) return null;
      if (!recovery.isInRecovery) throw targetPassed();
      options.onProgress?.(recovery.position);
      return recovery.isPaused ? recovery.position : null;
    },
    {
      timeoutMs: options.timeoutMs,
      signal: options.signal,
      onTimeout: () => targetTimeout(options.timeoutMs),
    },
  );
  await requireHighEnoughSettings(started, options.signal);
  requireAtStop(position, options.stop);
  return position;
}

async function readRecovery(started: StartedCluster, signal: AbortSignal) {
  try {
    return await withConnection(started.cluster, { signal }, async (client) => {
      const { rows } = await client.query<Row>(recoveryQuery);
      const row = rows[0];
      if (!row) return null;
      const { isInRecovery, isPaused, replayLsn, timeline } = row;
      const lastCommitMicros = row.commitMicros === null ? null : BigInt(row.commitMicros);
      return { isInRecovery, isPaused, position: { replayLsn, lastCommitMicros, timeline } };
    });
  } catch (error) {
    const isWaiting = error instanceof AppError && waitReasons.has(error.reason ?? "");
    if (!isWaiting) throw error;
    const { state } = await readClusterState(started.cluster, { signal });
    if (state === "running") return null;
    throw serverEndedError((await readServerLog(started.logFile, started.logOffset)).text);
  }
}

interface Row {
  isInRecovery: boolean;
  isPaused: boolean;
  replayLsn: Lsn | null;
  commitMicros: string | null;
  timeline: number;
}

const recoveryQuery = `
  SELECT pg_is_in_recovery() AS "isInRecovery",
         pg_is_in_recovery() AND pg_get_wal_replay_pause_state() = 'paused' AS "isPaused",
         pg_last_wal_replay_lsn()::text AS "replayLsn",
         (extract(epoch FROM pg_last_xact_replay_timestamp()) * 1000000)::bigint::text AS "commitMicros",
         greatest((SELECT timeline_id FROM pg_control_checkpoint()),
                  (SELECT min_recovery_end_timeline FROM pg_control_recovery())) AS timeline`;

const waitReasons = new Set(["unreachable", "starting-up", "connection-lost", "timeout"]);

/** PostgreSQL 14 and later also pause for this, with nothing but a line in the log. */
async function requireHighEnoughSettings(started: StartedCluster, signal: AbortSignal): Promise<void> {
  const { recoveryFloor } = await readControlData(started.cluster, { signal });
  const { rows } = await withConnection(started.cluster, { signal }, (client) =>
    client.query<{ name: string; value: number }>(
      "SELECT name, setting::int AS value FROM pg_settings WHERE name = ANY($1)",
      [Object.keys(recoveryFloor)],
    ),
  );
  const low = rows.filter(({ name, value }) => value < (recoveryFloor[name] ?? 0));
  if (low.length === 0) return;
  const needs = low.map(({ name }) => `${name} = ${recoveryFloor[name]}`).join(", ");
  throw new AppError("ENGINE", "Recovery waits because settings are lower than on the original server.", {
    reason: "recovery-settings-refused",
    hint: `Start it again with at least ${needs}.`,
  });
}

function requireAtStop({ replayLsn }: ReplayPosition, stop: StopPoint): void {
  if (stop.kind === "immediate") return;
  // The replayed end lies after the record it stopped at, and not after the one it stopped before.
  const isBefore = stop.kind === "lsn" && !stop.inclusive;
  const order = replayLsn === null ? -1 : compareLsn(replayLsn, stop.lsn);
  if (isBefore ? replayLsn !== null && order <= 0 : order > 0 || (stop.kind === "name" && order === 0))
    return;
  throw new AppError("ENGINE", `Recovery stopped at ${replayLsn ?? "its start"}, not at ${stop.lsn}.`, {
    reason: "target-missed",
    hint: "Nothing was promoted. Choose the target again.",
  });
}

const targetPassed = () =>
  new AppError("ENGINE", "The server ended its recovery without stopping at the target.", {
    reason: "target-passed",
    hint: "It was started without the target that was asked for. Do not use it; restore again.",
  });

const targetTimeout = (timeoutMs: number) =>
  new AppError("ENGINE", `The target was not reached within ${Math.round(timeoutMs / 1000)} s.`, {
    reason: "target-timeout",
    hint: "The server goes on recovering by itself.",
  });
