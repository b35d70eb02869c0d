import { recordAudit } from "#lib/audit/record-audit.ts";
import { actorName, type Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";

/** Ends the pauses whose time is up, in the caller's transaction; each is noted once. */
export async function endPauses(ctx: Context, tx: Transaction, resourceId?: string): Promise<void> {
  const over = await tx.pause.findMany({
    where: { endedAt: null, expiresAt: { lte: toDate(ctx.now()) }, resourceId },
    include: { resource: { select: { id: true, name: true } } },
  });
  for (const { id, resource, expiresAt } of over)
    await endPause(ctx, tx, { id, resource, endedAt: expiresAt });
}

/** False when somebody else has ended it. */
export async function endPause(
  ctx: Context,
  tx: Transaction,
  pause: { id: string; resource: { id: string; name: string }; endedAt: Date },
): Promise<boolean> {
  const { id, resource, endedAt } = pause;
  const ended = await tx.pause.updateMany({
    where: { id, endedAt: null },
    data: { endedAt, endedBy: jsonColumn({ name: actorName(ctx.actor), kind: ctx.actor.kind }) },
  });
  if (ended.count === 0) return false;
  await recordAudit(tx, ctx, {
    action: "pause.end",
    subject: { type: "resource", id: resource.id, name: resource.name },
    resourceId: resource.id,
    details: { pauseId: id, endedAt: endedAt.toISOString() },
  });
  return true;
}
