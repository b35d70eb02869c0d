import { readFile } from "node:fs/promises";
import { join } from "node:path";

export interface PostmasterFile {
  pid: number;
  port: number;
  /** Empty when it has no socket. */
  socketDirectory: string;
  /** Empty when it listens on no address. */
  listenAddress: string;
  status: "starting" | "stopping" | "ready" | "standby";
}

/** postmaster.pid as the server keeps it up to date; null when absent or not yet complete. May be stale. */
export async function readPostmasterFile(dataDirectory: string): Promise<PostmasterFile | null> {
  const text = await readFile(join(dataDirectory, "postmaster.pid"), "utf8").catch(() => "");
  const [pid, , , port, socketDirectory, listenAddress, , status] = text
    .split("\n")
    .map((line) => line.trim());
  const known = statuses.find((name) => name === status);
  if (!known || !Number(pid) || socketDirectory === undefined || listenAddress === undefined) return null;
  return { pid: Number(pid), port: Number(port), socketDirectory, listenAddress, status: known };
}

const statuses = ["starting", "stopping", "ready", "standby"] as const;
