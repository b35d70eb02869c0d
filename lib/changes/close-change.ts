import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";

/** Ends a request that is still waiting, and lets go of what was held for it. One conditional update (T8). */
export async function closeChange(
  ctx: Pick<Context, "now">,
  tx: Transaction,
  id: string,
  decision: "rejected" | "cancelled" | "expired" | "superseded",
): Promise<void> {
  const now = toDate(ctx.now());
  const isDecidedByPerson = decision === "rejected" || decision === "cancelled";
  const closed = await tx.changeRequest.updateMany({
    where: { id, decision: "requested", ...(isDecidedByPerson ? { expiresAt: { gt: now } } : {}) },
    data: { decision, decidedAt: now },
  });
  if (closed.count !== 1) {
    const { decision: current } = await tx.changeRequest.findUniqueOrThrow({ where: { id } });
    if (current === "requested") {
      throw new AppError("CONFLICT", "This request has expired.", { reason: "expired" });
    }
    throw new AppError("CONFLICT", `This request is already ${current}.`, { reason: "decided" });
  }
  const restore = await tx.restore.findUnique({ where: { changeRequestId: id }, select: { id: true } });
  if (!restore) return;
  await tx.hold.updateMany({
    where: { restoreId: restore.id, releasedAt: null },
    data: { releasedAt: now, releasedFor: `the request was ${decision}` },
  });
}
