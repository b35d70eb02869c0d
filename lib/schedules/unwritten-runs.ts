import type { Database, Transaction } from "#lib/db/client.ts";
import { policyRules, type ScheduleRule } from "#lib/policies/schema.ts";
import { NEWEST_SLOTS } from "./materialise-slots.ts";
import { occurrencesBetween } from "./occurrences.ts";

/** Runs that were due and are no rows yet: within seconds of being due, or because no scheduler runs. */
export interface UnwrittenRuns {
  policy: { id: string; name: string };
  schedule: ScheduleRule;
  resources: { id: string; name: string }[];
  /** Ascending; due for each of the resources. */
  dueAtMicros: bigint[];
}

export async function unwrittenRuns(
  db: Database | Transaction,
  now: bigint,
  resourceId?: string,
): Promise<UnwrittenRuns[]> {
  const policies = await db.policy.findMany({
    where: { resources: { some: { id: resourceId } } },
    select: { id: true, name: true, rules: true },
  });
  const latest = policies.flatMap(({ id, name, rules }) =>
    policyRules.parse(rules).schedules.flatMap((schedule) => {
      const [dueAtMicros] = occurrencesBetween(schedule, 0n, now, 1);
      return dueAtMicros === undefined ? [] : [{ policy: { id, name }, schedule, dueAtMicros }];
    }),
  );
  const behind = Map.groupBy(await cursorsBehind(db, latest, resourceId), ({ place }) => Number(place));
  return latest.flatMap(({ policy, schedule }, index) =>
    [...Map.groupBy(behind.get(index) ?? [], ({ upToMicros }) => upToMicros)].map(([upTo, cursors]) => ({
      policy,
      schedule,
      resources: cursors.map(({ id, name }) => ({ id, name })),
      dueAtMicros: occurrencesBetween(schedule, upTo, now, NEWEST_SLOTS),
    })),
  );
}

interface CursorRow {
  /** Of the schedule among those asked about. */
  place: bigint;
  id: string;
  name: string;
  upToMicros: bigint;
}

/** Of each schedule the resources of which not even the latest run was written down. */
async function cursorsBehind(
  db: Database | Transaction,
  schedules: readonly { policy: { id: string }; schedule: ScheduleRule; dueAtMicros: bigint }[],
  resourceId: string | undefined,
): Promise<CursorRow[]> {
  return db.$queryRaw<CursorRow[]>`
    SELECT asked.place - 1 AS place, r.id::text AS id, r.name, c.up_to_micros AS "upToMicros"
    FROM unnest(
      ${schedules.map(({ policy }) => policy.id)}::uuid[], ${schedules.map(({ schedule }) => schedule.id)}::text[],
      ${schedules.map(({ dueAtMicros }) => dueAtMicros)}::bigint[]
    ) WITH ORDINALITY AS asked (policy_id, schedule_id, latest, place)
    JOIN resources r ON r.policy_id = asked.policy_id
    JOIN schedule_cursors c ON c.resource_id = r.id AND c.schedule_id = asked.schedule_id AND c.up_to_micros < asked.latest
    WHERE ${resourceId ?? null}::uuid IS NULL OR r.id = ${resourceId ?? null}::uuid`;
}
