import { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { actorName, type Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { toDate } from "#lib/db/rows.ts";
import { recordMisses } from "./record-misses.ts";
import { actionWords } from "./schema.ts";
import { slotSentence } from "./slot-sentence.ts";

const action = z.enum(actionWords);

/** Calls off the scheduled runs of a resource that wait and have not begun: what is paused does not begin. */
export async function callOffRuns(
  ctx: Context,
  tx: Transaction,
  { resource, why }: { resource: { id: string; name: string }; why: string },
): Promise<void> {
  const rows = await tx.slot.findMany({
    where: { resourceId: resource.id, operation: { status: "queued" } },
    orderBy: { dueAtMicros: "asc" },
  });
  const slots = rows.map((row) => ({ ...row, action: action.parse(row.action) }));
  const waiting = new Map(slots.map((slot) => [slot.operationId ?? "", slot]));
  for (const [id, slot] of waiting) {
    const calledOff = await tx.operation.updateMany({
      where: { id, status: "queued" },
      data: {
        status: "cancelled",
        finishedAt: toDate(ctx.now()),
        cancelRequestedAt: toDate(ctx.now()),
        cancelRequestedBy: actorName(ctx.actor),
        errorCode: "CONFLICT",
        errorReason: "cancelled",
        errorMessage: `It had not begun; nothing was done. ${why}`,
      },
    });
    // It has just begun: a pause stops nothing that runs.
    if (calledOff.count === 0) continue;
    await recordAudit(tx, ctx, {
      action: "operation.cancel",
      subject: { type: "operation", id, name: slotSentence(slot) },
      resourceId: resource.id,
    });
    const runs = slots.filter(({ operationId }) => operationId === id);
    await recordMisses(
      ctx,
      tx,
      runs.map((run) => ({ ...run, resource, cause: "paused" as const, why })),
    );
  }
}
