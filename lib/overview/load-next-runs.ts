import type { Database } from "#lib/db/client.ts";
import { toDate } from "#lib/db/rows.ts";
import type { ResourceStatus } from "#lib/overview/schema.ts";
import { policyRules } from "#lib/policies/schema.ts";
import { nextOccurrences } from "#lib/schedules/occurrences.ts";

type NextRun = NonNullable<ResourceStatus["nextRun"]>;

/** The next run that each resource's policy expects: after the pause, where one is on. */
export async function loadNextRuns(
  db: Database,
  now: bigint,
  resourceIds: readonly string[],
): Promise<Map<string, NextRun>> {
  const rows = await db.resource.findMany({
    where: { id: { in: [...resourceIds] }, policyId: { not: null } },
    select: {
      id: true,
      policy: { select: { id: true, rules: true } },
      pauses: { where: { endedAt: null, expiresAt: { gt: toDate(now) } }, select: { expiresAt: true } },
    },
  });
  // Many resources share a policy, and few are paused.
  const known = new Map<string, NextRun | null>();
  const found = new Map<string, NextRun>();
  for (const { id, policy, pauses } of rows) {
    if (policy === null) continue;
    const after = pauses[0] ? BigInt(pauses[0].expiresAt.getTime()) * 1000n : now;
    const key = `${policy.id} ${after}`;
    const next = known.has(key) ? known.get(key) : soonest(policy.rules, after);
    known.set(key, next ?? null);
    if (next) found.set(id, next);
  }
  return found;
}

function soonest(rules: unknown, afterMicros: bigint): NextRun | null {
  const schedules = policyRules.safeParse(rules).data?.schedules ?? [];
  const runs = schedules.flatMap((schedule) =>
    nextOccurrences(schedule, afterMicros, 1).map((due) => ({ schedule, due })),
  );
  const [first] = runs.toSorted((a, b) => (a.due < b.due ? -1 : 1));
  if (!first) return null;
  const { action, zone } = first.schedule;
  return { action, dueAtMicros: first.due.toString(), zone };
}
