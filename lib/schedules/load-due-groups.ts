import { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import type { DueRuns, DueSlot } from "./decide-runs.ts";
import { lateCauses, pausedWords } from "./late-causes.ts";
import { type Action, actionWords } from "./schema.ts";

type Slot = DueSlot & { action: Action; scheduleId: string };

/** The due runs of one schedule of one resource, and what decides about them. */
export interface DueGroup extends Pick<DueRuns, "pauses"> {
  resourceId: string;
  slots: Slot[];
  queued: (NonNullable<DueRuns["queued"]> & { slots: Slot[] }) | null;
}

const slotRow = z.object({
  id: z.string(),
  resourceId: z.string(),
  scheduleId: z.string(),
  action: z.enum(actionWords),
  dueAtMicros: z.bigint(),
  graceSeconds: z.number(),
});

/** Runs decided about in one transaction, about: after a long silence a schedule has hundreds. */
const RUNS_AT_ONCE = 5_000;

/**
 * Locks up to `most` schedules of resources that have due runs and that nobody else works on: their cursors are the
 * locks, so that no two schedulers decide about runs of the same kind at once.
 */
export async function loadDueGroups(tx: Transaction, now: bigint, most: number): Promise<DueGroup[]> {
  const [longest] = await tx.$queryRaw<{ runs: number }[]>`
    SELECT count(*)::int AS runs FROM slots
    WHERE operation_id IS NULL AND missed_at IS NULL AND due_at_micros <= ${now}
    GROUP BY resource_id, schedule_id ORDER BY runs DESC LIMIT 1`;
  if (longest === undefined) return [];
  const limit = Math.min(most, Math.ceil(RUNS_AT_ONCE / longest.runs));
  const locked = await tx.$queryRaw<{ resourceId: string; scheduleId: string }[]>`
    SELECT c.resource_id::text AS "resourceId", c.schedule_id AS "scheduleId" FROM schedule_cursors c
    WHERE (c.resource_id, c.schedule_id) IN (
      SELECT resource_id, schedule_id FROM slots
      WHERE operation_id IS NULL AND missed_at IS NULL AND due_at_micros <= ${now})
    LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED`;
  if (locked.length === 0) return [];
  const resourceIds = locked.map(({ resourceId }) => resourceId);
  const scheduleIds = locked.map(({ scheduleId }) => scheduleId);
  // Read after the lock was taken: what another scheduler has decided meanwhile is seen.
  const waiting = z.array(slotRow).parse(
    await tx.$queryRaw`
      SELECT s.id::text, s.resource_id::text AS "resourceId", s.schedule_id AS "scheduleId", s.action,
        s.due_at_micros AS "dueAtMicros", s.grace_seconds AS "graceSeconds"
      FROM slots s JOIN unnest(${resourceIds}::uuid[], ${scheduleIds}::text[]) AS g (resource_id, schedule_id)
        USING (resource_id, schedule_id)
      WHERE s.operation_id IS NULL AND s.missed_at IS NULL AND s.due_at_micros <= ${now}
      ORDER BY s.due_at_micros`,
  );
  const queued = await loadQueued(tx, now, resourceIds, scheduleIds);
  const pauses = await loadPauses(tx, resourceIds);
  const groups = Map.groupBy(waiting, keyOf);
  return [...groups].flatMap(([key, slots]) => {
    const latest = slots.at(-1);
    const before = queued.get(key);
    return latest
      ? [
          {
            resourceId: latest.resourceId,
            slots,
            queued: before?.action === latest.action ? before : null,
            pauses: pauses.get(latest.resourceId) ?? [],
          },
        ]
      : [];
  });
}

function keyOf(slot: { resourceId: string; scheduleId: string }): string {
  return `${slot.resourceId} ${slot.scheduleId}`;
}

/** Operations of the same schedules that have not begun; until the transaction ends none of them begins. */
async function loadQueued(tx: Transaction, now: bigint, resourceIds: string[], scheduleIds: string[]) {
  const rows = z.array(slotRow.extend({ operationId: z.string(), isMissed: z.boolean() })).parse(
    await tx.$queryRaw`
      SELECT s.id::text, s.resource_id::text AS "resourceId", s.schedule_id AS "scheduleId", s.action,
        s.due_at_micros AS "dueAtMicros", s.grace_seconds AS "graceSeconds", o.id::text AS "operationId",
        s.missed_at IS NOT NULL AS "isMissed"
      FROM operations o JOIN slots s ON s.operation_id = o.id
      JOIN unnest(${resourceIds}::uuid[], ${scheduleIds}::text[]) AS g (resource_id, schedule_id)
        ON s.resource_id = g.resource_id AND s.schedule_id = g.schedule_id
      WHERE o.status = 'queued' ORDER BY s.due_at_micros FOR NO KEY UPDATE OF o`,
  );
  const causes = await lateCauses(tx, now, [...new Set(rows.map(({ operationId }) => operationId))]);
  return new Map(
    [...Map.groupBy(rows, keyOf)].flatMap(([key, slots]) => {
      const last = slots.at(-1);
      const cause = last && causes.get(last.operationId);
      if (!last || !cause) return [];
      const { operationId, action } = last;
      const open = slots.filter((slot) => !slot.isMissed && slot.operationId === operationId);
      return [[key, { operationId, action, slots: open, cause }] as const];
    }),
  );
}

async function loadPauses(tx: Transaction, resourceIds: string[]) {
  const rows = await tx.pause.findMany({ where: { resourceId: { in: resourceIds } } });
  const spans = rows.map((pause) => ({
    resourceId: pause.resourceId,
    fromMicros: micros(pause.createdAt),
    toMicros: micros(pause.endedAt ?? pause.expiresAt),
    why: pausedWords(pause),
  }));
  return Map.groupBy(spans, ({ resourceId }) => resourceId);
}

function micros(at: Date): bigint {
  return BigInt(at.getTime()) * 1000n;
}
