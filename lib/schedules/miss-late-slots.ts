import { z } from "zod";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { lateCauses } from "./late-causes.ts";
import { recordMisses } from "./record-misses.ts";
import { actionWords } from "./schema.ts";

const lateRow = z.object({
  id: z.string(),
  scheduleId: z.string(),
  action: z.enum(actionWords),
  dueAtMicros: z.bigint(),
  resourceId: z.string(),
  resourceName: z.string(),
  operationId: z.string(),
});

/**
 * Notes runs whose operation did not begin within their grace. It stays where it is and makes them good. Returns how
 * many were looked at; none are left at fewer than the limit.
 */
export async function missLateSlots(ctx: Context, tx: Transaction, limit: number): Promise<number> {
  const now = ctx.now();
  const late = z.array(lateRow).parse(
    await tx.$queryRaw`
      SELECT s.id::text, s.schedule_id AS "scheduleId", s.action, s.due_at_micros AS "dueAtMicros",
        r.id::text AS "resourceId", r.name AS "resourceName", o.id::text AS "operationId"
      FROM operations o JOIN slots s ON s.operation_id = o.id JOIN resources r ON r.id = s.resource_id
      WHERE o.status IN ('queued', 'running') AND s.missed_at IS NULL
        AND COALESCE((extract(epoch FROM o.started_at) * 1000000)::bigint, ${now})
          > s.due_at_micros + s.grace_seconds * 1000000::bigint
      ORDER BY s.due_at_micros LIMIT ${limit} FOR NO KEY UPDATE OF s SKIP LOCKED`,
  );
  const causes = await lateCauses(tx, now, [...new Set(late.map(({ operationId }) => operationId))]);
  const misses = late.flatMap((slot) => {
    const cause = causes.get(slot.operationId);
    return cause ? [{ ...slot, ...cause, resource: { id: slot.resourceId, name: slot.resourceName } }] : [];
  });
  await recordMisses(ctx, tx, misses);
  return late.length;
}
