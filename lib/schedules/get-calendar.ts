import { Temporal } from "temporal-polyfill";
import { readVerb } from "#lib/auth/verb.ts";
import type { Database } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { AppError } from "#lib/errors.ts";
import { maxOf } from "#lib/format/bigint.ts";
import { policyRules } from "#lib/policies/schema.ts";
import { occurrencesBetween } from "./occurrences.ts";
import { noRuns, type RunCounts, successRate } from "./rules.ts";
import { type CalendarDto, calendarInput } from "./schema.ts";
import { isOverdue, overdueBefore } from "./states.ts";
import { unwrittenRuns } from "./unwritten-runs.ts";

const LONGEST_MICROS = 400n * 86_400_000_000n;
/** Beyond as many runs of one schedule a calendar of days says nothing more. */
const MOST_RUNS = 20_000;

interface Span {
  fromMicros: bigint;
  toMicros: bigint;
  zone: string;
  resourceId: string | undefined;
  now: bigint;
}

/** Days in the asked zone: what happened up to now, what is expected from now on. */
export const getCalendar = readVerb("slot.read", calendarInput, async (ctx, input): Promise<CalendarDto> => {
  const span: Span = {
    ...input,
    resourceId: input.resourceId,
    fromMicros: BigInt(input.fromMicros),
    toMicros: BigInt(input.toMicros),
    now: ctx.now(),
  };
  if (span.toMicros <= span.fromMicros || span.toMicros - span.fromMicros > LONGEST_MICROS) {
    throw new AppError("INVALID", "Ask for a span of up to 400 days.", { reason: "span" });
  }
  const days = emptyDays(span);
  const [written, unwritten, expected] = await Promise.all([
    happened(ctx.db, span),
    unnoticed(ctx.db, span),
    coming(ctx.db, span),
  ]);
  for (const { date, ...counts } of written) add(days, date, counts);
  for (const { atMicros, counts } of unwritten) add(days, dateOf(atMicros, span.zone), counts);
  const past = [...days.values()];
  const rate = successRate(past);
  for (const { atMicros, count } of expected) {
    add(days, dateOf(atMicros, span.zone), { ...noRuns, expected: count });
  }
  return { days: [...days].map(([date, counts]) => ({ date, ...counts })), ...rate };
});

function emptyDays({ fromMicros, toMicros, zone }: Span): Map<string, RunCounts> {
  const days = new Map<string, RunCounts>();
  const last = dateOf(toMicros - 1n, zone);
  for (let day = Temporal.PlainDate.from(dateOf(fromMicros, zone)); ; day = day.add({ days: 1 })) {
    days.set(day.toString(), noRuns);
    if (day.toString() >= last) return days;
  }
}

function add(days: Map<string, RunCounts>, date: string, more: RunCounts): void {
  const had = days.get(date) ?? noRuns;
  days.set(date, {
    expected: had.expected + more.expected,
    succeeded: had.succeeded + more.succeeded,
    failed: had.failed + more.failed,
    missed: had.missed + more.missed,
    running: had.running + more.running,
  });
}

/** A cancelled run was expected and is not there: it counts with the failed ones. */
async function happened(db: Database, span: Span) {
  const { fromMicros, toMicros, zone, resourceId = null } = span;
  const inSpan = Prisma.sql`due_at_micros >= ${fromMicros} AND due_at_micros < ${toMicros}
    AND (${resourceId}::uuid IS NULL OR s.resource_id = ${resourceId}::uuid)`;
  const rows = await db.$queryRaw<{ date: string; state: keyof RunCounts; count: number }[]>`
    SELECT (to_timestamp(due_at_micros / 1000000) AT TIME ZONE ${zone})::date::text AS date, state, sum(runs)::int AS count
    FROM (
      SELECT due_at_micros, CASE WHEN missed_at IS NOT NULL THEN 'missed'
        WHEN outcome = 'succeeded' THEN 'succeeded' ELSE 'failed' END AS state, count(*) AS runs
      FROM slots s WHERE (missed_at IS NOT NULL OR outcome IS NOT NULL) AND ${inSpan} GROUP BY 1, 2
      UNION ALL
      -- Of the few that have not ended, their operation says whether they began.
      SELECT due_at_micros, CASE WHEN (o.id IS NULL OR o.status = 'queued')
        AND due_at_micros + grace_seconds * 1000000::bigint < ${overdueBefore(span.now)} THEN 'missed' ELSE 'running' END, 1
      FROM slots s LEFT JOIN operations o ON o.id = s.operation_id
      WHERE missed_at IS NULL AND outcome IS NULL AND ${inSpan}
    ) AS happened
    GROUP BY 1, 2`;
  return rows.map(({ date, state, count }) => ({ ...noRuns, date, expected: count, [state]: count }));
}

/** Runs that were due and that no scheduler wrote down. */
async function unnoticed(db: Database, span: Span) {
  const groups = await unwrittenRuns(db, span.now, span.resourceId);
  return groups.flatMap(({ schedule, resources, dueAtMicros }) =>
    dueAtMicros
      .filter((due) => due >= span.fromMicros && due < span.toMicros)
      .map((atMicros) => {
        const overdue = isOverdue({ dueAtMicros: atMicros, graceSeconds: schedule.graceSeconds }, span.now);
        const count = resources.length;
        return { atMicros, counts: { ...noRuns, expected: count, [overdue ? "missed" : "running"]: count } };
      }),
  );
}

async function coming(db: Database, span: Span) {
  const from = maxOf(span.now, span.fromMicros - 1n);
  if (from >= span.toMicros) return [];
  const policies = await db.policy.findMany({
    where: { resources: { some: { id: span.resourceId } } },
    select: { rules: true, _count: { select: { resources: { where: { id: span.resourceId } } } } },
  });
  return policies.flatMap(({ rules, _count }) =>
    policyRules
      .parse(rules)
      .schedules.flatMap((schedule) => occurrencesBetween(schedule, from, span.toMicros - 1n, MOST_RUNS))
      .map((atMicros) => ({ atMicros, count: _count.resources })),
  );
}

function dateOf(micros: bigint, zone: string): string {
  return Temporal.Instant.fromEpochNanoseconds(micros * 1000n)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
}
