import type { Database, Transaction } from "#lib/db/client.ts";
import { computeLiveRpo, type PositionFact } from "#lib/objectives/rules.ts";
import type { LiveRpo } from "#lib/overview/schema.ts";
import type { RecoveryWindow } from "#lib/recovery/schema.ts";

interface SampleRow {
  at_micros: bigint;
  snapshot: string;
}

/** With several repositories the best one counts: one copy is enough to restore from. */
export async function loadLiveRpo(
  db: Database | Transaction,
  now: bigint,
  resourceId: string,
  windows: RecoveryWindow[],
): Promise<LiveRpo> {
  const [newestRow] = await db.$queryRaw<SampleRow[]>`
    SELECT at_micros, snapshot FROM position_samples
    WHERE resource_id = ${resourceId}::uuid ORDER BY at_micros DESC LIMIT 1`;
  let newestSafe: PositionFact | null = null;
  for (const window of windows) {
    const end = window.newest;
    if (end === null) continue;
    const [row] = await db.$queryRaw<SampleRow[]>`
      SELECT at_micros, snapshot FROM position_samples
      WHERE resource_id = ${resourceId}::uuid AND timeline = ${end.timeline} AND lsn::pg_lsn <= ${end.lsn}::pg_lsn
      ORDER BY at_micros DESC LIMIT 1`;
    if (row && (newestSafe === null || row.at_micros > newestSafe.atMicros)) newestSafe = toFact(row);
  }
  return computeLiveRpo({ now, newest: newestRow ? toFact(newestRow) : null, newestSafe });
}

function toFact(row: SampleRow): PositionFact {
  return { atMicros: row.at_micros, snapshot: row.snapshot };
}
