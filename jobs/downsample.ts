import type { WorkerContext } from "#jobs/worker-context.ts";
import { toDate } from "#lib/db/rows.ts";

const HOUR_MICROS = 3_600_000_000n;
const DAY_MICROS = 24n * HOUR_MICROS;
const KEEP_SAMPLES_MICROS = 7n * DAY_MICROS;
const KEEP_HOURS_MICROS = 365n * DAY_MICROS;
/** Hours in one transaction, and transactions in one round: what is left waits for the next. */
const BATCH_HOURS = 168;
const MOST_BATCHES = 60;
const BATCH_ROWS = 10_000;

type Place = Pick<WorkerContext, "db" | "now" | "workerId">;

interface Downsampled {
  /** Hours of which only the worst is left. */
  hours: number;
  deleted: number;
}

/**
 * RPO samples older than a week become one an hour: the worst, with how many samples it stands for and how many
 * of them were over the objective. After a year they go. Measured restores stay. At most once an hour, whichever
 * worker comes first; null when it was not due.
 */
export async function downsample(worker: Place): Promise<Downsampled | null> {
  if (!(await takeTurn(worker))) return null;
  const now = worker.now();
  const wholeHours = ((now - KEEP_SAMPLES_MICROS) / HOUR_MICROS) * HOUR_MICROS;
  const resources = await worker.db.resource.findMany({ select: { id: true } });
  const done: Downsampled = { hours: 0, deleted: 0 };
  let batches = 0;
  for (const { id } of resources) {
    let hours = BATCH_HOURS;
    while (hours === BATCH_HOURS && batches < MOST_BATCHES) {
      hours = await thinHours(worker, id, wholeHours);
      done.hours += hours;
      batches += 1;
    }
    done.deleted += await deleteOld(worker, id, now - KEEP_HOURS_MICROS);
  }
  return done;
}

async function takeTurn(worker: Place): Promise<boolean> {
  const at = toDate(worker.now());
  const hourAgo = toDate(worker.now() - HOUR_MICROS);
  const turns = await worker.db.$queryRaw<{ name: string }[]>`
    INSERT INTO beats AS beat (name, at, worker_id) VALUES ('downsample', ${at}, ${worker.workerId})
    ON CONFLICT (name) DO UPDATE SET at = EXCLUDED.at, worker_id = EXCLUDED.worker_id WHERE beat.at <= ${hourAgo}
    RETURNING name`;
  return turns.length > 0;
}

/** An hour that is thinned out already counts as what it stands for, should a late sample join it. */
async function thinHours(worker: Place, resourceId: string, before: bigint): Promise<number> {
  const [row] = await worker.db.$queryRaw<{ hours: bigint }[]>`
    WITH due AS (
      SELECT at_micros / ${HOUR_MICROS}::bigint AS hour FROM measurements
      WHERE resource_id = ${resourceId}::uuid AND kind = 'rpo' AND at_micros < ${before}::bigint
        AND NOT COALESCE(details ? 'samples', false)
      GROUP BY 1 ORDER BY 1 LIMIT ${BATCH_HOURS}
    ), target AS (
      SELECT target_seconds::bigint * 1000 AS ms FROM objectives
      WHERE resource_id = ${resourceId}::uuid AND kind = 'rpo'
    ), placed AS (
      SELECT id, row_number() OVER hour_worst AS place,
        sum(COALESCE((details->>'samples')::int, 1)) OVER hour_all AS samples,
        sum(COALESCE((details->>'over')::int, (value_ms > (SELECT ms FROM target))::int, 0)) OVER hour_all AS over
      FROM measurements
      WHERE resource_id = ${resourceId}::uuid AND kind = 'rpo' AND at_micros < ${before}::bigint
        -- An array and no join: a table nobody has analyzed yet would be read once for every hour.
        AND at_micros / ${HOUR_MICROS}::bigint = ANY (ARRAY(SELECT hour FROM due))
      WINDOW hour_worst AS (PARTITION BY at_micros / ${HOUR_MICROS}::bigint ORDER BY value_ms DESC, at_micros DESC, id),
        hour_all AS (PARTITION BY at_micros / ${HOUR_MICROS}::bigint)
    ), kept AS (
      UPDATE measurements SET details = jsonb_build_object('samples', placed.samples, 'over', placed.over)
      FROM placed WHERE measurements.id = placed.id AND place = 1
      RETURNING measurements.id
    ), dropped AS (
      DELETE FROM measurements USING placed WHERE measurements.id = placed.id AND place > 1
    )
    SELECT count(*) AS hours FROM kept`;
  return Number(row?.hours ?? 0n);
}

async function deleteOld(worker: Place, resourceId: string, before: bigint): Promise<number> {
  return worker.db.$executeRaw`
    DELETE FROM measurements WHERE id IN (
      SELECT id FROM measurements
      WHERE resource_id = ${resourceId}::uuid AND kind = 'rpo' AND at_micros < ${before}::bigint
      ORDER BY at_micros LIMIT ${BATCH_ROWS})`;
}
