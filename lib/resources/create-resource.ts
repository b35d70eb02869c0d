import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { isUniqueViolation, jsonColumn } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { isolate } from "#lib/format/isolate.ts";
import { ensureDefaultPolicy } from "#lib/policies/ensure-default-policy.ts";
import { moveResource } from "#lib/policies/move-resource.ts";
import { loadResource } from "#lib/resources/load-resource.ts";
import { createResourceInput } from "#lib/resources/schema.ts";
import { toResourceDto } from "#lib/resources/to-resource-dto.ts";

/**
 * Registers a cluster. Nothing on its host changes until it is set up; the runs its policy expects are expected from
 * now on.
 */
export const createResource = writeVerb("resource.create", createResourceInput, async (ctx, tx, input) => {
  const repositories = await tx.repository.findMany({ where: { id: { in: input.repositoryIds } } });
  if (repositories.length !== new Set(input.repositoryIds).size) {
    throw new AppError("NOT_FOUND", "One of the repositories does not exist.", { reason: "repository" });
  }
  const foreign = repositories.find(
    (repository) => repository.kind === "local" && repository.host !== input.host,
  );
  if (foreign) {
    throw new AppError(
      "INVALID",
      `The repository ${isolate(foreign.name)} is a path on ${foreign.host}, not on ${input.host}.`,
      {
        hint: "Choose a repository on the same host, or one in S3.",
        reason: "repository-host",
      },
    );
  }
  if (!(await tx.worker.findUnique({ where: { host: input.host } }))) {
    throw new AppError("PRECONDITION", `No worker has ever reported from the host ${input.host}.`, {
      hint: "Start a worker there first; only it can reach the cluster.",
      reason: "no-worker",
    });
  }
  // By tier, not by name: a system may have been renamed.
  const system =
    (await tx.system.findFirst({ where: { tier: input.tier }, orderBy: { id: "asc" } })) ??
    (await tx.system.upsert({
      where: { name: input.tier },
      create: { name: input.tier, tier: input.tier },
      update: {},
    }));
  const row = await tx.resource
    .create({
      data: {
        name: input.name,
        kind: input.kind,
        host: input.host,
        settings: jsonColumn(input.settings),
        systemId: system.id,
        repositories: {
          create: input.repositoryIds.map((repositoryId, index) => ({ repositoryId, position: index + 1 })),
        },
        objectives: {
          create: input.objectives && [
            { kind: "rpo", targetSeconds: input.objectives.rpoSeconds },
            { kind: "rto", targetSeconds: input.objectives.rtoSeconds },
          ],
        },
      },
    })
    .catch((cause: unknown) => {
      if (!isUniqueViolation(cause)) throw cause;
      throw new AppError("CONFLICT", `A resource named ${input.name} exists already.`, {
        reason: "name-taken",
        cause,
      });
    });
  await recordAudit(tx, ctx, {
    action: "resource.create",
    subject: { type: "resource", id: row.id, name: row.name },
    resourceId: row.id,
    details: {
      host: input.host,
      settings: input.settings,
      repositories: repositories.map(({ name }) => name),
    },
  });
  await moveResource(ctx, tx, row, input.policyId ?? (await ensureDefaultPolicy(ctx, tx)));
  return toResourceDto(await loadResource(tx, row.id));
});
