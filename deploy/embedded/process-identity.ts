import { readFile } from "node:fs/promises";

/** A process as the kernel knows it: a pid is reused, a pid with its start time is not. */
export interface ProcessIdentity {
  pid: number;
  /** Clock ticks after boot, as text. */
  startedAt: string;
}

/** Null when the process is gone (or is only waiting to be reaped). */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (stat === null) return null;
  // The second field is the program's name in parentheses and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state] = fields;
  const startedAt = fields[19];
  if (state === "Z" || state === "X" || startedAt === undefined) return null;
  return { pid, startedAt };
}

export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  return (await identifyProcess(identity.pid))?.startedAt === identity.startedAt;
}
