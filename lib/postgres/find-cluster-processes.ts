import { readdir, readFile, readlink, realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

export interface ClusterProcess {
  pid: number;
  /** Its parent is not a server process of this cluster itself. */
  isPostmaster: boolean;
}

/**
 * Every server process that works in this data directory, found by its working directory: true even when
 * postmaster.pid is stale, was removed, or the directory itself is gone. Sees only processes of our own user.
 */
export async function findClusterProcesses(dataDirectory: string): Promise<ClusterProcess[]> {
  const directory = await realPath(dataDirectory);
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map((pid) => inspect(pid, directory)));
  const servers = found.filter((process) => process !== null);
  const own = new Set(servers.map((process) => process.pid));
  return servers.map(({ pid, parentPid }) => ({ pid, isPostmaster: !own.has(parentPid) }));
}

async function inspect(pid: number, directory: string): Promise<{ pid: number; parentPid: number } | null> {
  try {
    if (withoutDeletedMark(await readlink(`/proc/${pid}/cwd`)) !== directory) return null;
    const executable = withoutDeletedMark(await readlink(`/proc/${pid}/exe`));
    if (basename(executable) !== "postgres") return null;
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    const [state, parentPid] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? null : { pid, parentPid: Number(parentPid) };
  } catch {
    // Ended meanwhile, or belongs to somebody else.
    return null;
  }
}

/** The kernel appends this when the directory or the program was removed while in use. */
function withoutDeletedMark(path: string): string {
  return path.endsWith(" (deleted)") ? path.slice(0, -" (deleted)".length) : path;
}

async function realPath(path: string): Promise<string> {
  const absolute = resolve(path);
  return realpath(absolute).catch(async () => {
    const parent = await realpath(dirname(absolute)).catch(() => dirname(absolute));
    return join(parent, basename(absolute));
  });
}
