import type { PlannedOperation } from "#lib/backups/plan-backup.ts";
import { AppError } from "#lib/errors.ts";
import type { ResourceRow } from "#lib/resources/to-resource-dto.ts";

/** What reading back a resource's sets is as an operation: those in one repository, or in each of its own in turn. */
export function planVerify(
  resource: ResourceRow,
  input: { id: string; repositoryId?: string },
): PlannedOperation {
  const chosen = resource.repositories.filter(
    ({ repositoryId }) => input.repositoryId === undefined || repositoryId === input.repositoryId,
  );
  if (chosen.length === 0) {
    throw new AppError("INVALID", "This resource does not use that repository.", { reason: "repository" });
  }
  if (resource.state !== "protected") {
    throw new AppError("PRECONDITION", `${resource.name} is not protected yet.`, {
      hint: "Set up archiving first: there is nothing to read back.",
      reason: "not-protected",
    });
  }
  return {
    operation: {
      id: input.id,
      kind: "verify",
      host: resource.host,
      resourceId: resource.id,
      payload: { repositoryIds: chosen.map(({ repositoryId }) => repositoryId) },
    },
    audit: {
      action: "verify.start",
      subject: { type: "resource", id: resource.id, name: resource.name },
      resourceId: resource.id,
      details: {
        operationId: input.id,
        repository: chosen.map(({ repository }) => repository.name).join(", "),
      },
    },
  };
}
