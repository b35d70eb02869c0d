import { realpath } from "node:fs/promises";
import { Socket } from "node:net";
import { Client } from "pg";
import type { Cluster } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { classifyPostgresError } from "./classify-error.ts";

export interface ConnectionOptions {
  signal: AbortSignal;
  /** Default: `postgres`, or `template1` where that one was dropped. */
  database?: string;
  /** "read" (default) makes every transaction read-only. */
  access?: "read" | "write";
  /** Longest time for one statement; default 30 s. */
  statementTimeoutMs?: number;
  /** Longest time until the server has admitted us; default 10 s. */
  connectTimeoutMs?: number;
}

/**
 * Runs `use` on one connection over the cluster's own socket, where the server has to admit the user by peer or
 * trust, after proving that the server behind it really serves `cluster.dataDirectory`. Every failure is an AppError with one of the reasons of
 * `classify-error.ts`, or `password-required`, `other-data-directory`, `aborted`, `timeout`.
 */
export async function withConnection<T>(
  cluster: Cluster,
  options: ConnectionOptions,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  if (options.database !== undefined) return connectTo(cluster, options.database, options, use);
  try {
    return await connectTo(cluster, "postgres", options, use);
  } catch (error) {
    if (!(error instanceof AppError && error.reason === "database-missing")) throw error;
    return connectTo(cluster, "template1", options, use);
  }
}

async function connectTo<T>(
  cluster: Cluster,
  database: string,
  options: ConnectionOptions,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  if (options.signal.aborted) throw abortedError();
  const socket = new Socket();
  const client = createClient(cluster, database, options, socket);
  let lostBy: unknown;
  client.on("error", (error) => {
    lostBy ??= error;
  });
  const onAbort = () => socket.destroy(abortedError());
  options.signal.addEventListener("abort", onAbort, { once: true });
  const connectTimer = setTimeout(
    () => socket.destroy(connectTimeoutError()),
    options.connectTimeoutMs ?? 10_000,
  );
  try {
    await client.connect();
    await checkDataDirectory(client, cluster);
    clearTimeout(connectTimer);
    return await use(client);
  } catch (error) {
    throw classifyPostgresError(lostBy ?? error, socket.destroyed);
  } finally {
    clearTimeout(connectTimer);
    options.signal.removeEventListener("abort", onAbort);
    if (socket.destroyed || socket.connecting) socket.destroy();
    else await client.end();
  }
}

function createClient(
  cluster: Cluster,
  database: string,
  options: ConnectionOptions,
  socket: Socket,
): Client {
  const access = options.access ?? "read";
  return new Client({
    host: cluster.socketDirectory,
    port: cluster.port,
    user: cluster.user,
    database,
    // A function, or `pg` would look for a password in the environment and in ~/.pgpass.
    password: () => {
      throw passwordRequiredError(cluster.user);
    },
    ssl: false,
    stream: () => socket,
    application_name: "holdfast",
    // A protected database is somebody else's: nothing it defines may be called by an unqualified name,
    // and its own defaults (read-only, time-outs) must not change what we do.
    options: [
      "search_path=pg_catalog",
      `default_transaction_read_only=${access === "read" ? "on" : "off"}`,
      `statement_timeout=${Math.ceil(options.statementTimeoutMs ?? 30_000)}`,
      "lock_timeout=5000",
      "idle_in_transaction_session_timeout=60000",
      // An aborted statement ends with its connection (PostgreSQL 14 and later).
      "client_connection_check_interval=1000",
      "TimeZone=UTC",
      "DateStyle=ISO",
    ]
      .map((setting) => `-c ${setting}`)
      .join(" "),
  });
}

async function checkDataDirectory(client: Client, cluster: Cluster): Promise<void> {
  const { rows } = await client.query<{ directory: string }>(
    "SELECT current_setting('data_directory') AS directory",
  );
  const served = rows[0]?.directory ?? "";
  if ((await realPath(served)) === (await realPath(cluster.dataDirectory))) return;
  throw new AppError(
    "PRECONDITION",
    `The server on port ${cluster.port} serves another data directory than ${cluster.dataDirectory}.`,
    {
      reason: "other-data-directory",
      hint: "Another cluster uses this port and socket directory. Correct the resource before going on.",
    },
  );
}

/** A running server may have lost its directory: then only the names can be compared. */
async function realPath(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

const abortedError = () =>
  new AppError("ENGINE", "The connection was closed because the operation was stopped.", {
    reason: "aborted",
  });

const connectTimeoutError = () =>
  new AppError("PRECONDITION", "The database server did not answer in time.", {
    reason: "timeout",
    hint: "It may be overloaded. Try again, or look at its log.",
  });

const passwordRequiredError = (user: string) =>
  new AppError("PRECONDITION", `The database server asks ${user} for a password; workers have none.`, {
    reason: "password-required",
    hint:
      `Put the line “local all ${user} peer” above the others in pg_hba.conf and reload the server. ` +
      `It admits the operating-system user ${user}; write “trust” in place of “peer” where the worker runs as another.`,
  });
