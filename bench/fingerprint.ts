import { shell } from "./shell.ts";
import { clientEnv, databaseName } from "./source-cluster.ts";

const query = `
  SELECT 'customer', count(*), sum(hashtextextended(c::text, 0)) FROM customer c UNION ALL
  SELECT 'purchase', count(*), sum(hashtextextended(p::text, 0)) FROM purchase p UNION ALL
  SELECT 'event', count(*), sum(hashtextextended(e::text, 0)) FROM event e UNION ALL
  SELECT 'attachment', count(*), sum(hashtextextended(a::text, 0)) FROM attachment a UNION ALL
  SELECT 'indexes', count(*), 0 FROM pg_index WHERE indisvalid AND indrelid >= 16384`;

/** Every row of every table in one text: two databases with the same fingerprint hold the same rows. */
export function fingerprint(cluster: Parameters<typeof clientEnv>[0], signal: AbortSignal): Promise<string> {
  const env = { ...clientEnv(cluster), PGDATABASE: databaseName, QUERY: query, TZ: "UTC", PGTZ: "UTC" };
  return shell('psql -X -At -v ON_ERROR_STOP=1 -c "$QUERY"', env, signal);
}
