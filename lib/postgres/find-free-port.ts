import { createServer } from "node:net";
import { AppError } from "#lib/errors.ts";

/**
 * A TCP port on 127.0.0.1 nobody listens on. Below the range the kernel hands out by itself, or a
 * client's connection could take it before the server starts.
 */
export async function findFreePort(
  options: { from?: number; to?: number; taken?: number[] } = {},
): Promise<number> {
  const { from = 15_432, to = 19_999, taken = [] } = options;
  for (let port = from; port <= to; port++) {
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
  throw new AppError("LIMIT", `No port between ${from} and ${to} is free.`, {
    reason: "no-free-port",
    hint: "Discard restored instances that are no longer needed.",
  });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
