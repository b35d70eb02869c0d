import { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { AppError } from "#lib/errors.ts";
import { loadOperation } from "#lib/operations/get-operation.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";
import { loadRestore } from "#lib/restores/load-restore.ts";

const discardInput = z.object({ id: z.uuid(), confirmation: z.string() });

/** Removes what a restore into a new instance created, and only that. */
export const discardInstance = writeVerb("restore.discard", discardInput, async (ctx, tx, input) => {
  const restore = await loadRestore(ctx, tx, input.id);
  if (
    restore.instance === null ||
    restore.discardedAt !== null ||
    restore.plan.destination.kind !== "new-instance"
  ) {
    throw new AppError("PRECONDITION", "This restore has no instance to discard.", { reason: "no-instance" });
  }
  if (input.confirmation !== `R-${restore.change.number}`) {
    throw new AppError("INVALID", `Type R-${restore.change.number} to confirm.`, { reason: "confirmation" });
  }
  const operation = await insertOperation(ctx, tx, {
    kind: "discard-instance",
    host: restore.instance.host,
    resourceId: restore.resource.id,
    payload: { restoreId: restore.id },
  });
  await recordAudit(tx, ctx, {
    action: "restore.discard",
    subject: { type: "change", id: restore.change.id, name: `R-${restore.change.number}` },
    resourceId: restore.resource.id,
    details: { operationId: operation.id, dataDirectory: restore.instance.dataDirectory },
  });
  return loadOperation(tx, operation.id);
});
