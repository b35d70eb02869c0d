import { createHash, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { renderMetrics } from "#jobs/metrics/render-metrics.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { AppError } from "#lib/errors.ts";

const MIN_TOKEN_LENGTH = 20;

/**
 * Offers /metrics on a port of its own while one is configured; null otherwise. Throws PRECONDITION when the token's
 * file or the port cannot be used: a worker that was told to be watched does not run unwatched.
 */
export async function startMetrics(
  worker: WorkerContext,
  onError: (error: unknown) => void,
): Promise<{ port: number; stop: () => Promise<void> } | null> {
  const { metrics } = worker.env;
  if (!metrics) return null;
  const token = metrics.tokenFile === null ? null : await readToken(metrics.tokenFile);
  const scrape = shared(() => renderMetrics(worker));
  const server = createServer((request, response) => {
    answer(request, response, token, scrape).catch((error: unknown) => {
      onError(error);
      response.writeHead(503).end("The control database does not answer.\n");
    });
  });
  // One scrape at a time costs a few queries; a slow client costs nothing but its own connection.
  server.requestTimeout = 10_000;
  await listen(server, metrics.port, metrics.address);
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : metrics.port,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  token: string | null,
  scrape: () => ReturnType<typeof renderMetrics>,
): Promise<void> {
  if (!isAllowed(request.headers.authorization, token)) {
    response.writeHead(401, { "www-authenticate": "Bearer" }).end();
    return;
  }
  if (request.method !== "GET" || request.url?.split("?")[0] !== "/metrics") {
    response.writeHead(404).end();
    return;
  }
  const { type, text } = await scrape();
  response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(text);
}

/** Compared by digest: equal lengths, and no earlier answer for a better guess. */
function isAllowed(authorization: string | undefined, token: string | null): boolean {
  if (token === null) return true;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${token}`));
}

async function readToken(file: string): Promise<string> {
  const token = await readFile(file, "utf8").then(
    (text) => text.trim(),
    (cause: unknown) => {
      throw new AppError("PRECONDITION", `The metrics token ${file} cannot be read.`, {
        hint: "Create the file, readable by the worker's user, or leave HOLDFAST_METRICS_TOKEN_FILE out.",
        reason: "metrics-token",
        cause,
      });
    },
  );
  if (token.length >= MIN_TOKEN_LENGTH) return token;
  throw new AppError(
    "PRECONDITION",
    `The metrics token in ${file} is shorter than ${MIN_TOKEN_LENGTH} characters.`,
    {
      hint: "For example: openssl rand -base64 33",
      reason: "metrics-token",
    },
  );
}

function listen(server: Server, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      reject(
        new AppError("PRECONDITION", `Metrics cannot be offered on ${address}:${port}.`, {
          hint: "Choose another HOLDFAST_METRICS_PORT; every worker of a machine needs its own.",
          reason: "metrics-port",
          cause,
        }),
      );
    });
    server.listen(port, address, resolve);
  });
}

/** Those who ask while an answer is on its way get the same one. */
function shared<Answer>(work: () => Promise<Answer>): () => Promise<Answer> {
  let running: Promise<Answer> | null = null;
  return () => {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  };
}
