import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { planBackup } from "#lib/backups/plan-backup.ts";
import { startBackupInput } from "#lib/backups/schema.ts";
import { v7 } from "#lib/format/uuid.ts";
import { loadOperation } from "#lib/operations/get-operation.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";
import { loadResource } from "#lib/resources/load-resource.ts";

/** Queues a backup to one repository, or to each of the resource's repositories in turn. */
export const startBackup = writeVerb("backup.start", startBackupInput, async (ctx, tx, input) => {
  const resource = await loadResource(tx, input.resourceId);
  const { operation, audit } = planBackup(resource, { ...input, id: v7() });
  await insertOperation(ctx, tx, operation);
  await recordAudit(tx, ctx, audit);
  return loadOperation(tx, operation.id);
});
