import type { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { loadOperation } from "#lib/operations/get-operation.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";
import { loadResource } from "#lib/resources/load-resource.ts";
import { previewRestoreInput, type previewRestorePayload } from "#lib/restores/schema.ts";

/**
 * Asks the worker what a restore would do: which set, which exact stop point, what is lost, what the way back
 * is. Reads only. Its result is what a request freezes into a plan.
 */
export const previewRestore = writeVerb("restore.preview", previewRestoreInput, queuePreview);

export async function queuePreview(
  ctx: Context,
  tx: Transaction,
  input: z.output<typeof previewRestorePayload>,
) {
  const resource = await loadResource(tx, input.resourceId);
  if (resource.repositories.length === 0) {
    throw new AppError("PRECONDITION", `${resource.name} has no repository to restore from.`);
  }
  const operation = await insertOperation(ctx, tx, {
    kind: "restore-preview",
    host: resource.host,
    resourceId: resource.id,
    repositoryId: input.repositoryId ?? null,
    payload: input,
  });
  await recordAudit(tx, ctx, {
    action: "restore.preview",
    subject: { type: "resource", id: resource.id, name: resource.name },
    resourceId: resource.id,
    details: { operationId: operation.id, target: input.target, destination: input.destination },
  });
  return loadOperation(tx, operation.id);
}
