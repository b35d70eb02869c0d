import { recordAudit } from "#lib/audit/record-audit.ts";
import { authorize } from "#lib/auth/authorize.ts";
import type { Context } from "#lib/context.ts";
import { toDate } from "#lib/db/rows.ts";

/** Writes down that holds reached their end. From then on they hold nothing, whether this ran or not. */
export async function releaseEndedHolds(ctx: Context): Promise<void> {
  authorize(ctx, "retention.expire");
  const now = toDate(ctx.now());
  const ended = await ctx.db.hold.findMany({
    where: { releasedAt: null, expiresAt: { lte: now } },
    take: 100,
  });
  for (const hold of ended) {
    await ctx.db.$transaction(async (tx) => {
      const released = await tx.hold.updateMany({
        where: { id: hold.id, releasedAt: null },
        data: { releasedAt: now, releasedFor: "its time was over" },
      });
      if (released.count !== 1) return;
      const resource = await tx.resource.findUnique({
        where: { id: hold.resourceId },
        select: { name: true },
      });
      await recordAudit(tx, ctx, {
        action: "hold.release",
        subject: { type: "resource", id: hold.resourceId, name: resource?.name ?? null },
        resourceId: hold.resourceId,
        details: {
          holdId: hold.id,
          label: hold.label,
          reason: "its time was over",
          heldFor: hold.reason,
        },
      });
    });
  }
}
