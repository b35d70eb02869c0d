import { recordAudit } from "#lib/audit/record-audit.ts";
import { closeChange } from "#lib/changes/close-change.ts";
import { changeKindRules } from "#lib/changes/kinds.ts";
import { changeKind } from "#lib/changes/load-change.ts";
import type { Context } from "#lib/context.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";

/** Writes down that requests ran out of time (T9). Called by workers again and again; returns how many. */
export async function expireChanges(ctx: Context): Promise<number> {
  const overdue = await ctx.db.changeRequest.findMany({
    where: { decision: "requested", expiresAt: { lte: toDate(ctx.now()) } },
    select: { id: true, kind: true, number: true, resourceId: true, planHash: true },
    take: 100,
  });
  for (const change of overdue) {
    await ctx.db
      .$transaction(async (tx) => {
        await closeChange(ctx, tx, change.id, "expired");
        await recordAudit(tx, ctx, {
          action: changeKindRules[changeKind(change)].audit.expire,
          subject: { type: "change", id: change.id, name: `R-${change.number}` },
          resourceId: change.resourceId,
          details: { planHash: change.planHash },
        });
      })
      .catch((error: unknown) => {
        // Decided by somebody, or expired by another worker, in between.
        if (!(error instanceof AppError && error.reason === "decided")) throw error;
      });
  }
  return overdue.length;
}
