import type { AuditInput } from "#lib/audit/record-audit.ts";
import { AppError } from "#lib/errors.ts";
import type { NewOperation } from "#lib/operations/insert-operation.ts";
import type { ResourceRow } from "#lib/resources/to-resource-dto.ts";

export interface PlannedOperation {
  operation: NewOperation & { id: string };
  audit: AuditInput;
}

/** What a backup of this resource is as an operation, and its entry in the audit trail; throws when it cannot be. */
export function planBackup(
  resource: ResourceRow,
  input: { id: string; type: "full" | "diff" | "incr"; repositoryId?: string },
): PlannedOperation {
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
  return {
    operation: {
      id: input.id,
      kind: "backup",
      host: resource.host,
      resourceId: resource.id,
      payload: { type: input.type, repositoryIds: chosen.map(({ repositoryId }) => repositoryId) },
    },
    audit: {
      action: "backup.start",
      subject: { type: "resource", id: resource.id, name: resource.name },
      resourceId: resource.id,
      details: {
        type: input.type,
        operationId: input.id,
        repositories: chosen.map(({ repository }) => repository.name),
      },
    },
  };
}
