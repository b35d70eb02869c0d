import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "#lib/errors.ts";
import { readLogTail } from "./log-file.ts";
import type { Supervised } from "./supervise.ts";
import { withControlConnection } from "./with-control-connection.ts";

const longestMs = 90_000;

/**
 * Resolves when the web process answers its health check, whatever it says: until the worker is up nobody keeps
 * watch (503), and that is no reason to wait for the web process, nor ever to stop it.
 */
export async function waitForWeb(web: Supervised, address: string, port: number): Promise<void> {
  const host = address === "0.0.0.0" ? "127.0.0.1" : address === "::" ? "[::1]" : address;
  const url = `http://${host.includes(":") && !host.startsWith("[") ? `[${host}]` : host}:${port}/api/v1/health`;
  await waitFor(web, async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    await response.body?.cancel();
    return response.ok || response.status === 503;
  });
}

/** Resolves when a worker of this host has said in the control database that it is there, after `lastSeen`. */
export async function waitForWorker(
  worker: Supervised,
  url: string,
  host: string,
  lastSeen: string | null,
): Promise<void> {
  await waitFor(worker, async () => (await readLastSeen(url, host)) !== lastSeen);
}

/** When a worker of this host was last there, as the database wrote it: its clock may not be ours. */
export function readLastSeen(url: string, host: string): Promise<string | null> {
  return withControlConnection(url, async (client) => {
    const { rows } = await client.query<{ lastSeen: string }>(
      'SELECT last_seen_at::text AS "lastSeen" FROM workers WHERE host = $1',
      [host],
    );
    return rows[0]?.lastSeen ?? null;
  });
}

async function waitFor(process: Supervised, isServing: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + longestMs;
  while (!(await isServing().catch(() => false))) {
    if (process.crashes() >= 3 || performance.now() > deadline) {
      throw new AppError("INTERNAL", `The ${process.name} does not start.`, {
        hint: `Its last words (all of them: ${process.log}):\n${await readLogTail(process.log, 15)}`,
        reason: "not-serving",
      });
    }
    await delay(200);
  }
}
