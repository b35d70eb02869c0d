import { type Client, DatabaseError, escapeIdentifier } from "pg";

export interface TableCount {
  schema: string;
  name: string;
  /** The partitioned table it belongs to, or null. */
  partitionOf: string | null;
  /** Null when it could be neither counted nor estimated. */
  rows: number | null;
  /** False: the planner's estimate. */
  isExact: boolean;
  /** Set when its data could not be read. */
  problem: string | null;
}

/** Rows of every table of this database, smallest first; exact ones until `deadline` (performance.now()). */
export async function countTables(client: Client, deadline: number): Promise<TableCount[]> {
  const { rows: tables } = await client.query<Table>(tableQuery);
  const counts: TableCount[] = [];
  for (const { estimate, ...table } of tables) {
    const remainingMs = Math.floor(deadline - performance.now());
    const outcome =
      remainingMs > 0 ? await countRows(client, table, remainingMs) : { rows: null, problem: null };
    const isExact = outcome.rows !== null;
    counts.push({ ...table, rows: outcome.rows ?? estimate, isExact, problem: outcome.problem });
  }
  return counts;
}

interface Table {
  schema: string;
  name: string;
  partitionOf: string | null;
  estimate: number | null;
}

// By relpages: asking for the true size would wait for whoever holds a lock on the table.
const tableQuery = `
  SELECT nspname AS schema, relname AS name,
         CASE WHEN relispartition THEN pg_partition_root(pg_class.oid)::regclass::text END AS "partitionOf",
         CASE WHEN reltuples >= 0 THEN reltuples::float8 END AS estimate
  FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
  WHERE relkind IN ('r', 'm') AND relpersistence <> 't' AND (relkind = 'r' OR relispopulated)
    AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg\\_toast%'
  ORDER BY relpages, 1, 2`;

async function countRows(
  client: Client,
  table: Pick<Table, "schema" | "name">,
  timeoutMs: number,
): Promise<{ rows: number | null; problem: string | null }> {
  const relation = `${escapeIdentifier(table.schema)}.${escapeIdentifier(table.name)}`;
  try {
    await client.query(`SET statement_timeout = ${timeoutMs}`);
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::float8 AS count FROM ${relation}`,
    );
    return { rows: rows[0]?.count ?? null, problem: null };
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    // Out of time, or locked by somebody: says nothing about the data.
    if (error.code === "57014" || error.code === "55P03") return { rows: null, problem: null };
    return { rows: null, problem: `${error.message} (SQLSTATE ${error.code})` };
  }
}
