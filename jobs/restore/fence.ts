import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { OperationRun } from "#jobs/operation-run.ts";
import type { RestoreSite } from "#jobs/restore/check-plan.ts";
import { readClusterState } from "#lib/postgres/read-cluster-state.ts";
import { type StartedCluster, startCluster } from "#lib/postgres/start-cluster.ts";
import { stopCluster } from "#lib/postgres/stop-cluster.ts";

export const STOP_MS = 10 * 60_000;
export const START_MS = 30 * 60_000;

/** A PostgreSQL socket path has at most 107 bytes: the folder is short and its name says whose it is. */
function fenceDirectory(run: OperationRun): string {
  return path.join(run.worker.env.directory, "fence", run.operation.id.slice(-12));
}

export function serverLog(run: OperationRun): string {
  return path.join(run.worker.env.directory, "log", `restore-${run.operation.id}.log`);
}

/** Runs the destination so that only this worker can connect. Taken as it is when it already runs so. */
export async function startFenced(run: OperationRun, site: RestoreSite): Promise<StartedCluster> {
  const socketDirectory = fenceDirectory(run);
  await mkdir(socketDirectory, { recursive: true, mode: 0o700 });
  await mkdir(path.dirname(serverLog(run)), { recursive: true, mode: 0o700 });
  return startCluster({
    cluster: site.target,
    startOptions: site.startOptions,
    fenced: { socketDirectory },
    logFile: serverLog(run),
    timeoutMs: START_MS,
    signal: run.signal,
  });
}

/** Stops whatever serves the destination, then runs it fenced: every client is gone and none can come back. */
export async function shutClientsOut(run: OperationRun, site: RestoreSite): Promise<StartedCluster> {
  const state = await readClusterState(site.target, { signal: run.signal });
  const isFenced = state.state === "running" && state.socketDirectory === fenceDirectory(run);
  if (state.state === "running" && !isFenced) await stop(run, site);
  return startFenced(run, site);
}

export async function stop(run: OperationRun, site: RestoreSite): Promise<void> {
  await stopCluster(site.target, { mode: "fast", timeoutMs: STOP_MS, signal: run.signal });
}

/** Stops the fenced server and starts the cluster the way its owner does. */
export async function openToClients(
  run: OperationRun,
  site: RestoreSite,
  signal = run.signal,
): Promise<void> {
  const state = await readClusterState(site.target, { signal });
  const isOpen = state.state === "running" && state.socketDirectory === site.resource.cluster.socketDirectory;
  if (isOpen) return;
  await stopCluster(site.target, { mode: "fast", timeoutMs: STOP_MS, signal });
  await startCluster({
    cluster: site.resource.cluster,
    startOptions: site.startOptions,
    logFile: path.join(run.worker.env.directory, "log", `${site.resource.row.id}.log`),
    timeoutMs: START_MS,
    signal,
  });
}
