import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { AppError } from "#lib/errors.ts";
import { controlSuperuser } from "./control-database.ts";
import type { Environments } from "./prepare-environment.ts";
import type { Supervised } from "./supervise.ts";

/** Waits until the embedded server answers, then makes sure that the owner role and the database exist. */
export async function openControlDatabase(
  server: Supervised,
  port: number,
  environments: Environments,
): Promise<void> {
  const superuser = {
    host: "127.0.0.1",
    port,
    user: controlSuperuser,
    password: environments.control?.PGPASSWORD,
    database: "postgres",
  };
  const client = await connectWhenReady(superuser, server);
  try {
    const owner = new URL(environments.migrate.HOLDFAST_OWNER_DATABASE_URL ?? "");
    await createOwner(client, owner);
  } finally {
    await client.end();
  }
}

async function connectWhenReady(config: pg.ClientConfig, server: Supervised): Promise<pg.Client> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ ...config, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      return client;
    } catch (cause) {
      await client.end().catch(() => undefined);
      if (isWrongPassword(cause)) throw wrongPassword(cause);
      if (server.crashes() > 2 || performance.now() > deadline) throw notStarted(server, cause);
      await delay(100);
    }
  }
}

async function createOwner(client: pg.Client, url: URL): Promise<void> {
  const name = pg.escapeIdentifier(url.username);
  const database = url.pathname.slice(1);
  const role = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [url.username]);
  if (role.rowCount === 0) {
    const password = pg.escapeLiteral(decodeURIComponent(url.password));
    await client.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD ${password}`);
  }
  const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
  if (found.rowCount === 0) {
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${name}`);
  }
}

function isWrongPassword(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === "28P01" || error.code === "28000");
}

function wrongPassword(cause: unknown): AppError {
  return new AppError("PRECONDITION", "The control database refuses the password in the environment files.", {
    hint: "The data folder and its environment folder do not belong together; put both back from the same copy.",
    reason: "wrong-password",
    cause,
  });
}

function notStarted(server: Supervised, cause: unknown): AppError {
  return new AppError("INTERNAL", "The control database does not start.", {
    hint: `Its own words are in ${server.log}.`,
    reason: "control-database",
    cause,
  });
}
