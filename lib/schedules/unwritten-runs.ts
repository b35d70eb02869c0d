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
  const found: UnwrittenRuns[] = [];
  for (const { id, name, rules } of policies) {
    for (const schedule of policyRules.parse(rules).schedules) {
      const [latest] = occurrencesBetween(schedule, 0n, now, 1);
      if (latest === undefined) continue;
      const behind = await db.scheduleCursor.findMany({
        where: {
          scheduleId: schedule.id,
          upToMicros: { lt: latest },
          resource: { policyId: id, id: resourceId },
        },
        select: { upToMicros: true, resource: { select: { id: true, name: true } } },
      });
      for (const [upTo, cursors] of Map.groupBy(behind, (cursor) => cursor.upToMicros)) {
        found.push({
          policy: { id, name },
          schedule,
          resources: cursors.map(({ resource }) => resource),
          dueAtMicros: occurrencesBetween(schedule, upTo, now, NEWEST_SLOTS),
        });
      }
    }
  }
  return found;
}
