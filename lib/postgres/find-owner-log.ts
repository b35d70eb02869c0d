import { readlink } from "node:fs/promises";
import { findClusterProcesses } from "./find-cluster-processes.ts";

/**
 * The file that a running server's error output goes to, so that a later start can go on writing there. Null when
 * it is not a file (a pipe to the logging collector, a journal), or one whose name pg_ctl could not pass on.
 */
export async function findOwnerLog(dataDirectory: string): Promise<string | null> {
  const processes = await findClusterProcesses(dataDirectory);
  const postmaster = processes.find((process) => process.isPostmaster);
  if (!postmaster) return null;
  const target = await readlink(`/proc/${postmaster.pid}/fd/2`).catch(() => "");
  const isFile = /^\/[\w./+@-]+$/.test(target) && !target.startsWith("/dev/");
  return isFile ? target : null;
}
