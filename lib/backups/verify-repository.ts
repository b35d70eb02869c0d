import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { planVerify } from "#lib/backups/plan-verify.ts";
import { verifyRepositoryInput } from "#lib/backups/schema.ts";
import { v7 } from "#lib/format/uuid.ts";
import { loadOperation } from "#lib/operations/get-operation.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";
import { loadResource } from "#lib/resources/load-resource.ts";

/** Queues a read-back of every file of a resource's sets in one repository. */
export const verifyRepository = writeVerb("backup.verify", verifyRepositoryInput, async (ctx, tx, input) => {
  const resource = await loadResource(tx, input.resourceId);
  const { operation, audit } = planVerify(resource, { ...input, id: v7() });
  await insertOperation(ctx, tx, operation);
  await recordAudit(tx, ctx, audit);
  return loadOperation(tx, operation.id);
});
