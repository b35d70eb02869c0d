import { type Client, escapeIdentifier } from "pg";

/** What a migration tool's own table says was applied. */
export interface Migrations {
  table: string;
  applied: number;
  latest: string | null;
}

/** Known tools: their table, what names a migration, what orders them, and which rows count as applied. */
const tools = [
  {
    table: "_prisma_migrations",
    name: "migration_name",
    order: "started_at",
    applied: "finished_at IS NOT NULL AND rolled_back_at IS NULL",
  },
  { table: "schema_migrations", name: "version", order: "version", applied: "true" },
  { table: "__drizzle_migrations", name: "hash", order: "created_at", applied: "true" },
  { table: "knex_migrations", name: "name", order: "id", applied: "true" },
  { table: "flyway_schema_history", name: "version", order: "installed_rank", applied: "success" },
  { table: "django_migrations", name: "name", order: "id", applied: "true" },
  { table: "alembic_version", name: "version_num", order: "version_num", applied: "true" },
  { table: "SequelizeMeta", name: "name", order: "name", applied: "true" },
] as const;

export async function findMigrations(client: Client): Promise<Migrations[]> {
  const { rows } = await client.query<{ schema: string; table: string; columns: string[] }>(
    `SELECT nspname AS schema, relname AS "table", array_agg(attname::text) AS columns
     FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
                   JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
     WHERE relkind = 'r' AND relname = ANY($1) GROUP BY 1, 2 ORDER BY 1, 2`,
    [tools.map((tool) => tool.table)],
  );
  const found: Migrations[] = [];
  for (const { schema, table, columns } of rows) {
    const tool = tools.find((candidate) => candidate.table === table);
    // Somebody else's table of the same name.
    if (!tool || !columns.includes(tool.name) || !columns.includes(tool.order)) continue;
    found.push(await readMigrations(client, schema, tool));
  }
  return found;
}

async function readMigrations(
  client: Client,
  schema: string,
  tool: (typeof tools)[number],
): Promise<Migrations> {
  const relation = `${escapeIdentifier(schema)}.${escapeIdentifier(tool.table)}`;
  const { rows } = await client.query<{ applied: number; latest: string | null }>(
    `SELECT count(*)::int AS applied,
            (array_agg(${tool.name}::text ORDER BY ${tool.order} DESC))[1] AS latest
     FROM ${relation} WHERE ${tool.applied}`,
  );
  return {
    table: `${schema}.${tool.table}`,
    applied: rows[0]?.applied ?? 0,
    latest: rows[0]?.latest ?? null,
  };
}
