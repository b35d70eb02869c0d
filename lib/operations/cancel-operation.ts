import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { actorName } from "#lib/context.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { isolate } from "#lib/format/isolate.ts";
import { loadOperation } from "#lib/operations/get-operation.ts";
import { operationIdInput } from "#lib/operations/schema.ts";

/**
 * A queued operation is cancelled at once. A running one is asked to stop: its worker stops the engine, leaves
 * things in order and only then says "cancelled".
 */
export const cancelOperation = writeVerb("operation.cancel", operationIdInput, async (ctx, tx, { id }) => {
  const now = toDate(ctx.now());
  const by = actorName(ctx.actor);
  const queued = await tx.operation.updateMany({
    where: { id, status: "queued" },
    data: {
      status: "cancelled",
      finishedAt: now,
      cancelRequestedAt: now,
      cancelRequestedBy: by,
      errorCode: "CONFLICT",
      errorReason: "cancelled",
      errorMessage: `Cancelled by ${isolate(by)} before it started; nothing was done.`,
    },
  });
  if (queued.count === 0) {
    const asked = await tx.operation.updateMany({
      where: { id, status: "running", isCancellable: true, cancelRequestedAt: null },
      data: { cancelRequestedAt: now, cancelRequestedBy: by },
    });
    if (asked.count === 0) await refuse(await loadOperation(tx, id));
  }
  const operation = await loadOperation(tx, id);
  await recordAudit(tx, ctx, {
    action: "operation.cancel",
    subject: { type: "operation", id, name: operation.title },
    resourceId: operation.resource?.id,
  });
  return operation;
});

async function refuse(operation: Awaited<ReturnType<typeof loadOperation>>): Promise<never> {
  if (operation.cancelRequestedAt !== null && operation.status === "running") {
    throw new AppError("CONFLICT", "It has already been asked to stop.", { reason: "already-cancelling" });
  }
  if (operation.status === "running") {
    throw new AppError("CONFLICT", "It can no longer be stopped: the cluster would be left half done.", {
      hint:
        operation.kind === "set-up-resource"
          ? "Let it finish: the cluster is being restarted."
          : "Let it finish; every in-place restore leaves a way back.",
      reason: "not-cancellable",
    });
  }
  throw new AppError("CONFLICT", `It has already ended: ${operation.status}.`, { reason: "finished" });
}
