import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "#lib/errors.ts";
import { readLogTail } from "./log-file.ts";
import { withControlConnection } from "./open-connection.ts";
import type { Supervised } from "./supervise.ts";

const longestMs = 90_000;

/** Resolves when the web process answers its health check. */
export async function waitForWeb(web: Supervised, address: string, port: number): Promise<void> {
  const host = address === "0.0.0.0" ? "127.0.0.1" : address === "::" ? "[::1]" : address;
  const url = `http://${host.includes(":") && !host.startsWith("[") ? `[${host}]` : host}:${port}/api/v1/health`;
  await waitFor(web, async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    await response.body?.cancel();
    return response.ok;
  });
}

/** Resolves when the worker has said in the control database that it is there. */
export async function waitForWorker(worker: Supervised, url: string, since: Date): Promise<void> {
  await withControlConnection(url, (client) =>
    waitFor(worker, async () => {
      const { rowCount } = await client.query("SELECT FROM workers WHERE started_at >= $1", [since]);
      return rowCount !== null && rowCount > 0;
    }),
  );
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
