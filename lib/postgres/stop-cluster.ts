import type { Cluster } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { type ClusterProcess, findClusterProcesses } from "./find-cluster-processes.ts";
import { waitUntil } from "./wait-until.ts";

/**
 * Ends every server process of this data directory; returns once none is left. Signals the processes
 * themselves: pg_ctl cannot stop a server whose postmaster.pid or directory was removed.
 * "fast" writes a shutdown checkpoint; "immediate" leaves crash recovery for the next start.
 * Throws `stop-timeout`.
 */
export async function stopCluster(
  cluster: Cluster,
  options: { mode: "fast" | "immediate"; timeoutMs: number; signal: AbortSignal },
): Promise<{ wasRunning: boolean }> {
  const processes = await findClusterProcesses(cluster.dataDirectory);
  const targets = processes.filter((process) => process.isPostmaster);
  // Backends whose postmaster was killed: only an immediate stop is left to them.
  const isOrphaned = targets.length !== 1;
  for (const target of targets) signal(target, options.mode === "fast" && !isOrphaned ? "SIGINT" : "SIGQUIT");
  await waitUntil(
    async () => ((await findClusterProcesses(cluster.dataDirectory)).length === 0 ? true : null),
    {
      timeoutMs: options.timeoutMs,
      signal: options.signal,
      onTimeout: () => stopTimeout(options.timeoutMs),
    },
  );
  return { wasRunning: processes.length > 0 };
}

function signal(target: ClusterProcess, name: "SIGINT" | "SIGQUIT"): void {
  try {
    process.kill(target.pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

const stopTimeout = (timeoutMs: number) =>
  new AppError("ENGINE", `The database server did not stop within ${Math.round(timeoutMs / 1000)} s.`, {
    reason: "stop-timeout",
    hint: "It may still be writing its last checkpoint or archiving WAL. Wait, or stop it in immediate mode.",
  });
