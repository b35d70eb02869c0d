import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { loadOperation } from "#lib/operations/get-operation.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";
import { loadResource } from "#lib/resources/load-resource.ts";
import { resourceIdInput } from "#lib/resources/schema.ts";

/** Asks the worker what protecting this cluster would change. Changes nothing itself. */
export const checkResource = writeVerb("resource.check", resourceIdInput, async (ctx, tx, { id }) => {
  const resource = await loadResource(tx, id);
  const operation = await insertOperation(ctx, tx, {
    kind: "check-resource",
    host: resource.host,
    resourceId: id,
  });
  await recordAudit(tx, ctx, {
    action: "resource.check",
    subject: { type: "resource", id, name: resource.name },
    resourceId: id,
    details: { operationId: operation.id },
  });
  return loadOperation(tx, operation.id);
});
