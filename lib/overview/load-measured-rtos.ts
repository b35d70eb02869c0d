import type { Database } from "#lib/db/client.ts";
import { spread } from "#lib/operations/rules.ts";
import type { ResourceStatus } from "#lib/overview/schema.ts";

const HISTORY = 10;

interface Row {
  resourceId: string;
  atMicros: bigint;
  valueMs: bigint;
}

/** What the last restores of each took; nothing of a resource that was never restored. */
export async function loadMeasuredRtos(
  db: Database,
  resourceIds: readonly string[],
): Promise<Map<string, ResourceStatus["rto"]>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT wanted.id::text AS "resourceId", at_micros AS "atMicros", value_ms AS "valueMs"
    FROM unnest(${[...resourceIds]}::uuid[]) AS wanted (id)
    CROSS JOIN LATERAL (
      SELECT at_micros, value_ms FROM measurements
      WHERE resource_id = wanted.id AND kind = 'rto' ORDER BY at_micros DESC LIMIT ${HISTORY}
    ) AS measured
    ORDER BY at_micros DESC`;
  const measured = Map.groupBy(rows, ({ resourceId }) => resourceId);
  return new Map([...measured].map(([id, newestFirst]) => [id, toMeasuredRto(newestFirst)]));
}

function toMeasuredRto(rows: Row[]): ResourceStatus["rto"] {
  const range = spread(rows.map((row) => Number(row.valueMs)));
  const [last] = rows;
  if (!range || !last) return null;
  return {
    lowMs: range.low,
    highMs: range.high,
    lastMs: Number(last.valueMs),
    lastAtMicros: last.atMicros.toString(),
    count: rows.length,
  };
}
