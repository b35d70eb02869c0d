import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { loadOperation } from "#lib/operations/get-operation.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";
import { loadResource } from "#lib/resources/load-resource.ts";
import { setUpResourceInput } from "#lib/resources/schema.ts";

/** Asks the worker to turn archiving on and prove that it reaches every repository. */
export const setUpResource = writeVerb("resource.setUp", setUpResourceInput, async (ctx, tx, input) => {
  const resource = await loadResource(tx, input.id);
  const operation = await insertOperation(ctx, tx, {
    kind: "set-up-resource",
    host: resource.host,
    resourceId: resource.id,
    payload: { allowRestart: input.allowRestart },
  });
  await recordAudit(tx, ctx, {
    action: "resource.setUp",
    subject: { type: "resource", id: resource.id, name: resource.name },
    resourceId: resource.id,
    details: { operationId: operation.id, allowRestart: input.allowRestart },
  });
  return loadOperation(tx, operation.id);
});
