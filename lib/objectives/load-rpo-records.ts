import type { Database } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { overObjective } from "#lib/objectives/over-objective.ts";
import { HOURLY_SILENT_MICROS, SAMPLES_SILENT_MICROS } from "#lib/objectives/rules.ts";

const DAY_MICROS = 86_400_000_000n;
const SPAN_MICROS = 30n * DAY_MICROS;
/** Breaches closer together than this are one. */
const APART_MICROS = 300_000_000n;

export interface RpoRecord {
  withinShare: number | null;
  seenShare: number | null;
  worstMs: number | null;
  breachCount: number;
}

interface SeenRow {
  resourceId: string;
  samples: bigint;
  worstMs: bigint;
  firstMicros: bigint;
  lastMicros: bigint;
  unseenMicros: bigint;
  /** There are samples from before the span. */
  isOlder: boolean;
}

interface OverRow {
  resourceId: string;
  samples: bigint;
  breaches: bigint;
}

/**
 * The last 30 days of many resources' RPO, by resource; `targets` are their objectives in seconds. An hour's worst
 * stands for all samples of its hour. Every resource that was asked for has an answer.
 */
export async function loadRpoRecords(
  db: Database,
  now: bigint,
  targets: ReadonlyMap<string, number | null>,
): Promise<Map<string, RpoRecord>> {
  const [seen, over] = await Promise.all([loadSeen(db, now, targets), loadOver(db, now, targets)]);
  const seenOf = new Map(seen.map((row) => [row.resourceId, row]));
  const overOf = new Map(over.map((row) => [row.resourceId, row]));
  return new Map(
    [...targets].map(([id, target]) => [
      id,
      toRecord(now, seenOf.get(id), target === null ? null : overOf.get(id)),
    ]),
  );
}

/**
 * Whole days as the database summed them up, and of the day on which the 30 days begin what is left of it. Between
 * two of them a pause is judged like one between two samples.
 */
function loadSeen(db: Database, now: bigint, targets: ReadonlyMap<string, unknown>): Promise<SeenRow[]> {
  const since = now - SPAN_MICROS;
  const firstDay = since / DAY_MICROS;
  const partEnds = (firstDay + 1n) * DAY_MICROS;
  return db.$queryRaw<SeenRow[]>`
    WITH wanted AS (
      SELECT unnest(${[...targets.keys()]}::uuid[]) AS resource_id
    ), spans AS (
      SELECT wanted.resource_id, whole.*
      FROM wanted CROSS JOIN LATERAL (
        SELECT day, samples, worst_ms, first_micros, last_micros, begins_hourly, unseen_micros FROM rpo_days
        WHERE rpo_days.resource_id = wanted.resource_id AND day > ${firstDay}::int AND day <= ${now / DAY_MICROS}::int
        OFFSET 0
      ) AS whole
      UNION ALL
      SELECT resource_id, ${firstDay}::int, part.*
      FROM wanted CROSS JOIN LATERAL holdfast_sum_up_rpo(resource_id, ${since}::bigint, ${partEnds}::bigint) AS part
      WHERE part.samples > 0
    ), placed AS (
      SELECT *, first_micros - lag(last_micros) OVER (PARTITION BY resource_id ORDER BY day) AS pause FROM spans
    )
    SELECT resource_id::text AS "resourceId", sum(samples)::bigint AS samples, max(worst_ms) AS "worstMs",
      min(first_micros) AS "firstMicros", max(last_micros) AS "lastMicros",
      (sum(unseen_micros) + COALESCE(sum(pause) FILTER (WHERE pause > CASE WHEN begins_hourly
        THEN ${HOURLY_SILENT_MICROS}::bigint ELSE ${SAMPLES_SILENT_MICROS}::bigint END), 0))::bigint AS "unseenMicros",
      EXISTS (
        SELECT FROM measurements AS older
        WHERE older.resource_id = placed.resource_id AND kind = 'rpo' AND at_micros < ${since}::bigint
      ) AS "isOlder"
    FROM placed GROUP BY resource_id`;
}

function loadOver(
  db: Database,
  now: bigint,
  targets: ReadonlyMap<string, number | null>,
): Promise<OverRow[]> {
  const known = [...targets].flatMap(([id, seconds]) => (seconds === null ? [] : [{ id, seconds }]));
  const wanted = Prisma.sql`
    SELECT id, seconds * 1000
    FROM unnest(${known.map(({ id }) => id)}::uuid[], ${known.map(({ seconds }) => seconds)}::bigint[]) AS asked (id, seconds)`;
  const span = { fromMicros: now - SPAN_MICROS, toMicros: now, apartMicros: APART_MICROS };
  return db.$queryRaw<OverRow[]>`
    SELECT resource_id::text AS "resourceId", sum(minutes)::bigint AS samples,
      count(*) FILTER (WHERE is_new) AS breaches
    FROM (${overObjective(wanted, span)}) AS marked GROUP BY resource_id`;
}

/** `over` is null without an objective, and undefined when nothing was over it. */
function toRecord(now: bigint, seen: SeenRow | undefined, over: OverRow | null | undefined): RpoRecord {
  if (!seen) return { withinShare: null, seenShare: null, worstMs: null, breachCount: 0 };
  const { samples, firstMicros, lastMicros } = seen;
  // Counting begins 30 days ago, or with the very first sample of a younger resource.
  const since = seen.isOlder ? now - SPAN_MICROS : firstMicros;
  const ends = [firstMicros - since, now - lastMicros].filter((pause) => pause > SAMPLES_SILENT_MICROS);
  const unseen = ends.reduce((sum, pause) => sum + pause, seen.unseenMicros);
  const span = now - since;
  return {
    withinShare: over === null ? null : 1 - Number(over?.samples ?? 0n) / Number(samples),
    seenShare: span <= 0n ? 1 : Math.max(0, 1 - Number(unseen) / Number(span)),
    worstMs: Number(seen.worstMs),
    breachCount: Number(over?.breaches ?? 0n),
  };
}
