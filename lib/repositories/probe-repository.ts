import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { loadOperation } from "#lib/operations/get-operation.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";
import { loadRepository } from "#lib/repositories/load-repository.ts";
import { repositoryIdInput } from "#lib/repositories/schema.ts";

/** Even "test this connection" is an operation of the worker that will use it, with a log and an audit row. */
export const probeRepository = writeVerb("repository.probe", repositoryIdInput, async (ctx, tx, { id }) => {
  const repository = await loadRepository(tx, id);
  const operation = await insertOperation(ctx, tx, {
    kind: "probe-repository",
    host: repository.host,
    repositoryId: id,
  });
  await recordAudit(tx, ctx, {
    action: "repository.probe",
    subject: { type: "repository", id, name: repository.name },
    details: { operationId: operation.id },
  });
  return loadOperation(tx, operation.id);
});
