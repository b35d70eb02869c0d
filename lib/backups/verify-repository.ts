import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { verifyRepositoryInput } from "#lib/backups/schema.ts";
import { AppError } from "#lib/errors.ts";
import { loadOperation } from "#lib/operations/get-operation.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";
import { loadResource } from "#lib/resources/load-resource.ts";

/** Queues a read-back of every file of a resource's sets in one repository. */
export const verifyRepository = writeVerb("backup.verify", verifyRepositoryInput, async (ctx, tx, input) => {
  const resource = await loadResource(tx, input.resourceId);
  const repository = resource.repositories.find(
    ({ repositoryId }) => repositoryId === input.repositoryId,
  )?.repository;
  if (!repository)
    throw new AppError("INVALID", "This resource does not use that repository.", { reason: "repository" });
  const operation = await insertOperation(ctx, tx, {
    kind: "verify",
    host: resource.host,
    resourceId: resource.id,
    repositoryId: repository.id,
  });
  await recordAudit(tx, ctx, {
    action: "verify.start",
    subject: { type: "resource", id: resource.id, name: resource.name },
    resourceId: resource.id,
    details: { operationId: operation.id, repository: repository.name },
  });
  return loadOperation(tx, operation.id);
});
