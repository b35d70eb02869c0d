import type { Transaction } from "#lib/db/client.ts";
import type { PolicyRules, ScheduleRule } from "#lib/policies/schema.ts";
import { occurrencesBetween } from "./occurrences.ts";
import { slotId } from "./slot-id.ts";

/** After a long silence the latest of each schedule are written down; what came before them is beyond catching up. */
export const NEWEST_SLOTS = 500;
const ROWS_AT_ONCE = 5_000;

interface Scope {
  policyId: string;
  rules: PolicyRules;
  now: bigint;
  /** Left out: every resource of the policy. */
  resourceId?: string;
  /** About how many rows to write at most in this transaction. */
  budget?: number;
}

/**
 * Writes down what a policy expected up to now, and moves the cursors with it. The caller's transaction holds the
 * policy's lock. Returns how many rows it wrote; fewer than the budget means that nothing is left.
 */
export async function materialiseSlots(tx: Transaction, scope: Scope): Promise<number> {
  let written = 0;
  for (const schedule of scope.rules.schedules) {
    const left = (scope.budget ?? Number.MAX_SAFE_INTEGER) - written;
    if (left <= 0) break;
    written += await materialiseSchedule(tx, scope, schedule, left);
  }
  return written;
}

async function materialiseSchedule(
  tx: Transaction,
  scope: Scope,
  schedule: ScheduleRule,
  budget: number,
): Promise<number> {
  const { policyId, now } = scope;
  const [latest] = occurrencesBetween(schedule, 0n, now, 1);
  if (latest === undefined) return 0;
  const cursors = await tx.$queryRaw<{ resourceId: string; upTo: bigint }[]>`
    SELECT c.resource_id::text AS "resourceId", c.up_to_micros AS "upTo"
    FROM schedule_cursors c JOIN resources r ON r.id = c.resource_id
    WHERE r.policy_id = ${policyId}::uuid AND c.schedule_id = ${schedule.id} AND c.up_to_micros < ${latest}
      AND (${scope.resourceId ?? null}::uuid IS NULL OR r.id = ${scope.resourceId ?? null}::uuid)
    ORDER BY c.up_to_micros, c.resource_id`;
  const due = dueAfter(schedule, now);
  const rows: Row[] = [];
  const moved: string[] = [];
  for (const { resourceId, upTo } of cursors) {
    if (rows.length >= budget) break;
    for (const dueAtMicros of due(upTo)) {
      rows.push({
        id: slotId({ policyId, scheduleId: schedule.id, resourceId, dueAtMicros }),
        resourceId,
        dueAtMicros,
      });
    }
    moved.push(resourceId);
  }
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await insertRows(tx, policyId, schedule, rows.slice(at, at + ROWS_AT_ONCE));
  }
  await tx.$executeRaw`
    UPDATE schedule_cursors SET up_to_micros = ${now}
    WHERE schedule_id = ${schedule.id} AND resource_id = ANY(${moved}::uuid[]) AND up_to_micros < ${now}`;
  return rows.length;
}

interface Row {
  id: string;
  resourceId: string;
  dueAtMicros: bigint;
}

async function insertRows(
  tx: Transaction,
  policyId: string,
  schedule: ScheduleRule,
  rows: Row[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO slots (id, policy_id, schedule_id, resource_id, action, due_at_micros, grace_seconds)
    SELECT id, ${policyId}::uuid, ${schedule.id}, resource_id, ${schedule.action}, due, ${schedule.graceSeconds}
    FROM unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.resourceId)}::uuid[],
      ${rows.map((row) => row.dueAtMicros.toString())}::bigint[]) AS row (id, resource_id, due)
    ON CONFLICT DO NOTHING`;
}

/** Most resources of a policy have the same cursor: each distinct one is worked out once. */
function dueAfter(schedule: ScheduleRule, now: bigint): (upTo: bigint) => bigint[] {
  const known = new Map<bigint, bigint[]>();
  return (upTo) => {
    const found = known.get(upTo) ?? occurrencesBetween(schedule, upTo, now, NEWEST_SLOTS);
    known.set(upTo, found);
    return found;
  };
}
