import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import type { OperationRun } from "#jobs/operation-run.ts";
import type { RestoreSite } from "#jobs/restore/check-plan.ts";
import type { ClusterState } from "#lib/postgres/read-cluster-state.ts";
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

/**
 * Runs the destination so that only this worker can connect: every client is gone and none can come back. A server
 * that somebody started meanwhile (a service manager after a reboot) is stopped first; ours is taken as it is.
 */
export async function shutClientsOut(run: OperationRun, site: RestoreSite): Promise<StartedCluster> {
  const { signal } = run;
  const socketDirectory = fenceDirectory(run);
  const state = await readClusterState(site.target, { signal });
  if (state.state === "running" && state.socketDirectory !== socketDirectory) await stop(run, site);
  await mkdir(socketDirectory, { recursive: true, mode: 0o700 });
  await mkdir(path.dirname(serverLog(run)), { recursive: true, mode: 0o700 });
  return startCluster({
    cluster: site.target,
    startOptions: site.startOptions,
    fenced: { socketDirectory },
    logFile: serverLog(run),
    timeoutMs: START_MS,
    signal,
  });
}

/** True when a server runs there that clients can reach. */
export async function isOpenToClients(
  run: OperationRun,
  site: RestoreSite,
  signal = run.signal,
): Promise<boolean> {
  return isOpen(run, await readClusterState(site.target, { signal }));
}

export async function stop(run: OperationRun, site: RestoreSite, signal = run.signal): Promise<void> {
  await stopCluster(site.target, { mode: "fast", timeoutMs: STOP_MS, signal });
}

/** Stops the fenced server and starts the cluster the way its owner does. One that is open is left alone. */
export async function openToClients(
  run: OperationRun,
  site: RestoreSite,
  signal = run.signal,
): Promise<void> {
  const state = await readClusterState(site.target, { signal });
  if (!isOpen(run, state)) {
    await stop(run, site, signal);
    await startCluster({
      cluster: site.resource.cluster,
      startOptions: site.startOptions,
      logFile: site.ownerLog ?? path.join(run.worker.env.directory, "log", `${site.resource.row.id}.log`),
      timeoutMs: START_MS,
      signal,
    });
  }
  await removeFence(run);
}

export async function removeFence(run: OperationRun): Promise<void> {
  await rm(fenceDirectory(run), { recursive: true, force: true });
}

/** A fence of an earlier restore that failed is a fence too. */
function isOpen(run: OperationRun, state: ClusterState): boolean {
  if (state.state !== "running" || state.status === "orphaned") return false;
  const fences = path.join(run.worker.env.directory, "fence") + path.sep;
  return !state.socketDirectory?.startsWith(fences);
}
