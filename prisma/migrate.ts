/**
 * `npm run migrate`: brings the control database to this program's schema, with the owner's URL.
 * Prisma's migrations (same bookkeeping and lock as its own CLI, without its downloaded engine), the job
 * queue's schema, and the two application roles whose passwords come from their own URLs.
 */
import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { PgBoss } from "pg-boss";

const PRISMA_MIGRATE_LOCK = 72707369;

const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

export interface MigrateOptions {
  ownerUrl: string;
  webUrl: string;
  workerUrl: string;
  /** Directory of the migrations, e.g. prisma/migrations. */
  directory: string;
}

/** Returns the names of the migrations applied now. Safe to run again, and by two at once. */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const client = new pg.Client({ connectionString: options.ownerUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [PRISMA_MIGRATE_LOCK]);
    await createRole(client, "holdfast_web", options.webUrl);
    await createRole(client, "holdfast_worker", options.workerUrl);
    const applied = await applyMigrations(client, options.directory);
    await installQueue(options.ownerUrl);
    await client.query(QUEUE_PRIVILEGES);
    return applied;
  } finally {
    await client.end();
  }
}

async function createRole(client: pg.Client, role: string, url: string): Promise<void> {
  const { username, password } = new URL(url);
  if (username !== role) throw new Error(`The URL of ${role} must name the role ${role}, not ${username}.`);
  const { rows } = await client.query<{ isPowerful: boolean }>(
    'SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls AS "isPowerful" FROM pg_roles WHERE rolname = $1',
    [role],
  );
  if (rows[0]?.isPowerful)
    throw new Error(`The role ${role} may do more than use its tables; take that away first.`);
  if (rows.length === 0) {
    // Another migration of the same cluster may create it at the same moment: roles belong to the cluster.
    await client.query(`CREATE ROLE ${role} LOGIN`).catch((error: pg.DatabaseError) => {
      if (error.code !== "42710" && error.code !== "23505") throw error;
    });
  }
  // Only a superuser may even mention NOSUPERUSER here, and an owner need not be one.
  await client.query(`ALTER ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(decodeURIComponent(password))}`);
}

async function applyMigrations(client: pg.Client, directory: string): Promise<string[]> {
  await client.query(BOOKKEEPING);
  await client.query('GRANT SELECT ON "_prisma_migrations" TO holdfast_web, holdfast_worker');
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
  );
  const unfinished = rows.find((row) => row.finished_at === null);
  if (unfinished) throw new Error(`Migration ${unfinished.migration_name} failed earlier; repair it first.`);
  const known = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  const applied: string[] = [];
  for (const name of await listMigrations(directory)) {
    const sql = await readFile(path.join(directory, name, "migration.sql"), "utf8");
    const checksum = createHash("sha256").update(sql).digest("hex");
    const recorded = known.get(name);
    if (recorded !== undefined) {
      if (recorded !== checksum) throw new Error(`Migration ${name} was changed after it was applied.`);
      continue;
    }
    await applyMigration(client, name, checksum, sql);
    applied.push(name);
  }
  return applied;
}

async function applyMigration(client: pg.Client, name: string, checksum: string, sql: string): Promise<void> {
  const id = randomUUID();
  await client.query('INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    checksum,
    name,
  ]);
  try {
    await client.query(sql); // one simple query: implicitly one transaction
  } catch (cause) {
    await client.query('UPDATE "_prisma_migrations" SET logs = $2 WHERE id = $1', [id, String(cause)]);
    throw new Error(`Migration ${name} failed: ${String(cause)}`, { cause });
  }
  await client.query(
    'UPDATE "_prisma_migrations" SET finished_at = now(), applied_steps_count = 1 WHERE id = $1',
    [id],
  );
}

/** Names of all migrations this program knows, in order. */
export async function listMigrations(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function installQueue(connectionString: string): Promise<void> {
  const boss = new PgBoss({ connectionString, max: 1, schedule: false, supervise: false });
  await boss.start();
  await boss.stop({ graceful: false });
}

const QUEUE_PRIVILEGES = `
  GRANT USAGE ON SCHEMA pgboss TO holdfast_web, holdfast_worker;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO holdfast_worker;
  GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA pgboss TO holdfast_web;
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgboss TO holdfast_web, holdfast_worker;
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO holdfast_web, holdfast_worker;`;

if (import.meta.main) {
  const { HOLDFAST_OWNER_DATABASE_URL, HOLDFAST_WEB_DATABASE_URL, HOLDFAST_WORKER_DATABASE_URL } =
    process.env;
  if (!HOLDFAST_OWNER_DATABASE_URL || !HOLDFAST_WEB_DATABASE_URL || !HOLDFAST_WORKER_DATABASE_URL) {
    console.error(
      "Set HOLDFAST_OWNER_DATABASE_URL, HOLDFAST_WEB_DATABASE_URL and HOLDFAST_WORKER_DATABASE_URL, then run again.",
    );
    process.exit(2);
  }
  const applied = await migrate({
    ownerUrl: HOLDFAST_OWNER_DATABASE_URL,
    webUrl: HOLDFAST_WEB_DATABASE_URL,
    workerUrl: HOLDFAST_WORKER_DATABASE_URL,
    directory: process.env.HOLDFAST_MIGRATIONS ?? path.join(import.meta.dirname, "migrations"),
  });
  console.log(applied.length === 0 ? "The schema is up to date." : `Applied: ${applied.join(", ")}`);
}
