import { createServer } from "node:net";

/** The first port from `first` on that nobody on this machine listens on. */
export async function findPort(first: number, taken: readonly number[] = []): Promise<number> {
  for (let port = first; port < 65_536; port++) {
    if (!taken.includes(port) && (await isPortFree(port))) return port;
  }
  throw new Error(`No port from ${first} on is free.`);
}

export function isPortFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
