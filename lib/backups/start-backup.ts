import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { startBackupInput } from "#lib/backups/schema.ts";
import { AppError } from "#lib/errors.ts";
import { loadOperation } from "#lib/operations/get-operation.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";
import { loadResource } from "#lib/resources/load-resource.ts";

/** Queues a backup to one repository, or to each of the resource's repositories in turn. */
export const startBackup = writeVerb("backup.start", startBackupInput, async (ctx, tx, input) => {
  const resource = await loadResource(tx, input.resourceId);
  if (resource.state !== "protected") {
    throw new AppError("PRECONDITION", `${resource.name} is not protected yet.`, {
      hint: "Set up archiving first: a backup without WAL cannot be restored.",
      reason: "not-protected",
    });
  }
  const chosen = resource.repositories.filter(
    ({ repositoryId }) => input.repositoryId === undefined || repositoryId === input.repositoryId,
  );
  if (chosen.length === 0) {
    throw new AppError("INVALID", "This resource does not use that repository.", { reason: "repository" });
  }
  const operation = await insertOperation(ctx, tx, {
    kind: "backup",
    host: resource.host,
    resourceId: resource.id,
    repositoryId: input.repositoryId ?? null,
    payload: { type: input.type, repositoryIds: chosen.map(({ repositoryId }) => repositoryId) },
  });
  await recordAudit(tx, ctx, {
    action: "backup.start",
    subject: { type: "resource", id: resource.id, name: resource.name },
    resourceId: resource.id,
    details: {
      type: input.type,
      operationId: operation.id,
      repositories: chosen.map(({ repository }) => repository.name),
    },
  });
  return loadOperation(tx, operation.id);
});
