import type { Client } from "pg";
import type { Cluster } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { countTables, type TableCount } from "./count-tables.ts";
import { findMigrations, type Migrations } from "./find-migrations.ts";
import { type ConnectionOptions, withConnection } from "./with-connection.ts";

export interface DatabaseReport {
  name: string;
  sizeBytes: number;
  /** System catalogues read from end to end. */
  cataloguesRead: number;
  tables: TableCount[];
  migrations: Migrations[];
  invalidIndexes: string[];
  problems: string[];
}

/** JSON-safe. */
export interface ClusterReport {
  /** Every database could be read; invalid indexes and estimates do not count against it. */
  isSound: boolean;
  exactTables: number;
  estimatedTables: number;
  databases: DatabaseReport[];
}

/**
 * Reads what a restored server must be able to give: every database, its catalogues, its tables' rows. Counting
 * goes from small to large tables and ends with `countBudgetMs`; what is left is estimated and says so.
 * Damage is reported, not thrown; a server that cannot be reached at all is thrown.
 */
export async function validateCluster(
  cluster: Cluster,
  options: Pick<ConnectionOptions, "signal"> & { countBudgetMs: number },
): Promise<ClusterReport> {
  const deadline = performance.now() + options.countBudgetMs;
  const databases: DatabaseReport[] = [];
  for (const database of await listDatabases(cluster, options)) {
    databases.push(await validateDatabase(cluster, database, deadline, options));
  }
  const tables = databases.flatMap((database) => database.tables);
  return {
    isSound: databases.every((database) => database.problems.length === 0),
    exactTables: tables.filter((table) => table.isExact).length,
    estimatedTables: tables.filter((table) => !table.isExact).length,
    databases,
  };
}

interface Database {
  name: string;
  sizeBytes: number;
}

async function listDatabases(
  cluster: Cluster,
  options: Pick<ConnectionOptions, "signal">,
): Promise<Database[]> {
  return withConnection(cluster, options, async (client) => {
    const { rows } = await client.query<Database>(
      `SELECT datname AS name, pg_database_size(oid)::float8 AS "sizeBytes"
       FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY pg_database_size(oid)`,
    );
    return rows;
  });
}

async function validateDatabase(
  cluster: Cluster,
  database: Database,
  deadline: number,
  options: Pick<ConnectionOptions, "signal">,
): Promise<DatabaseReport> {
  const report: DatabaseReport = {
    ...database,
    cataloguesRead: 0,
    tables: [],
    migrations: [],
    invalidIndexes: [],
    problems: [],
  };
  try {
    await withConnection(cluster, { ...options, database: database.name }, async (client) => {
      report.cataloguesRead = await readCatalogues(client);
      report.invalidIndexes = await findInvalidIndexes(client);
      report.migrations = await findMigrations(client);
      report.tables = await countTables(client, deadline);
    });
    report.problems.push(...report.tables.flatMap((table) => problemOf(table)));
  } catch (error) {
    if (!(error instanceof AppError) || error.reason === "aborted") throw error;
    report.problems.push(`${database.name}: ${error.message}`);
  }
  return report;
}

/** By sequential scan, so that every page is read and its checksum compared. */
async function readCatalogues(client: Client): Promise<number> {
  await client.query(
    "SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off",
  );
  const { rows } = await client.query<{ name: string }>(
    `SELECT oid::regclass::text AS name FROM pg_class
     WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r' AND relname <> 'pg_largeobject'`,
  );
  for (const { name } of rows) await client.query(`SELECT count(*) FROM ${name}`);
  return rows.length;
}

async function findInvalidIndexes(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', nspname, relname) AS name
     FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
                   JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE NOT (indisvalid AND indisready) ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

function problemOf(table: TableCount): string[] {
  return table.problem ? [`${table.schema}.${table.name}: ${table.problem}`] : [];
}
