import { readFile, rename, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { isRunning, type ProcessIdentity } from "./process-identity.ts";

const recordsSchema = z.record(z.string(), z.object({ pid: z.number().int(), startedAt: z.string() }));

/** What this installation runs, by name; kept in a file so that the next start can find it after a crash. */
export type ProcessRecords = z.infer<typeof recordsSchema>;

export async function readProcessRecords(file: string): Promise<ProcessRecords> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw error;
  });
  return recordsSchema.safeParse(parseJson(text)).data ?? {};
}

export async function writeProcessRecords(file: string, records: ProcessRecords): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(records), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/**
 * Ends what a launcher that was killed has left behind and returns its names. They were told to stop by the kernel
 * when it died; this waits for that, and insists.
 */
export async function endLeftovers(file: string): Promise<string[]> {
  const records = Object.entries(await readProcessRecords(file));
  const ended: string[] = [];
  for (const [name, identity] of records) {
    if (!(await isRunning(identity))) continue;
    await endProcess(identity, name === "control database" ? "SIGINT" : "SIGTERM");
    ended.push(name);
  }
  await writeProcessRecords(file, {});
  return ended;
}

async function endProcess(identity: ProcessIdentity, signal: NodeJS.Signals): Promise<void> {
  signalIfThere(identity.pid, signal);
  if (await endsWithin(identity, 20_000)) return;
  signalIfThere(identity.pid, signal === "SIGINT" ? "SIGQUIT" : "SIGKILL");
  await endsWithin(identity, 10_000);
}

async function endsWithin(identity: ProcessIdentity, ms: number): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (await isRunning(identity)) {
    if (performance.now() > deadline) return false;
    await delay(100);
  }
  return true;
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
