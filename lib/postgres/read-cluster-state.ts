import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Cluster } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { findClusterProcesses } from "./find-cluster-processes.ts";
import { type ControlData, readControlData } from "./read-control-data.ts";
import { type PostmasterFile, readPostmasterFile } from "./read-postmaster-file.ts";

export type ClusterState =
  | {
      state: "running";
      /** "orphaned": server processes live on without a postmaster.pid of theirs; stop them before anything else. */
      status: PostmasterFile["status"] | "orphaned";
      pids: number[];
      port: number | null;
      socketDirectory: string | null;
    }
  | { state: "stopped"; control: ControlData }
  | { state: "broken"; why: string }
  | { state: "gone"; why: string };

/**
 * What is at `cluster.dataDirectory`, without connecting. Running is decided by the processes that work in it,
 * never by a file. Throws `not-readable`, or `version-mismatch` when the programs are of another major version.
 */
export async function readClusterState(
  cluster: Cluster,
  options: { signal: AbortSignal },
): Promise<ClusterState> {
  const processes = await findClusterProcesses(cluster.dataDirectory);
  if (processes.length > 0) return runningState(cluster, processes);

  const entries = await listDirectory(cluster.dataDirectory);
  if (entries === null) return { state: "gone", why: "The data directory does not exist." };
  if (entries.length === 0) return { state: "gone", why: "The data directory is empty." };
  const missing = await findMissing(cluster.dataDirectory);
  if (missing) return { state: "broken", why: `${missing} is missing or cannot be followed.` };
  try {
    return { state: "stopped", control: await readControlData(cluster, options) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const isBroken = error.reason === "control-unreadable" || error.reason === "version-unreadable";
    if (isBroken) return { state: "broken", why: error.message };
    throw error;
  }
}

async function runningState(
  cluster: Cluster,
  processes: { pid: number; isPostmaster: boolean }[],
): Promise<ClusterState> {
  const file = await readPostmasterFile(cluster.dataDirectory);
  const pids = processes.map((process) => process.pid);
  if (file && pids.includes(file.pid)) {
    const { status, port, socketDirectory } = file;
    return { state: "running", status, pids, port, socketDirectory };
  }
  // A postmaster writes its file after it entered the directory, and fills it in while it starts.
  const isStarting = processes.length === 1 && (await isPresent(join(cluster.dataDirectory, "PG_VERSION")));
  const status = isStarting ? "starting" : "orphaned";
  return { state: "running", status, pids, port: null, socketDirectory: null };
}

async function listDirectory(path: string): Promise<string[] | null> {
  try {
    return await readdir(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT") return null;
    throw new AppError("PRECONDITION", `The data directory ${path} cannot be read.`, {
      reason: "not-readable",
      hint: "The worker must run as the operating-system user that owns the cluster.",
      cause: error,
    });
  }
}

const required = ["PG_VERSION", "global/pg_control", "base", "pg_wal", "pg_xact", "pg_tblspc"];

async function findMissing(dataDirectory: string): Promise<string | null> {
  const tablespaces = await readdir(join(dataDirectory, "pg_tblspc")).catch(() => []);
  for (const name of [...required, ...tablespaces.map((oid) => `pg_tblspc/${oid}`)]) {
    if (!(await isPresent(join(dataDirectory, name)))) return name;
  }
  return null;
}

async function isPresent(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
