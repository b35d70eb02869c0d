import { readVerb } from "#lib/auth/verb.ts";
import { findBackupSets } from "#lib/backups/list-backup-sets.ts";
import { type BackupSetDetail, backupSetIdInput } from "#lib/backups/schema.ts";
import { AppError } from "#lib/errors.ts";

/** One set with what it is made of: what it needs of others, and the WAL between its ends. */
export const getBackupSet = readVerb(
  "backup.read",
  backupSetIdInput,
  async (ctx, { id }): Promise<BackupSetDetail> => {
    const [[set], row] = await Promise.all([
      findBackupSets(ctx.db, { where: { id }, take: 1 }),
      ctx.db.backupSet.findUnique({ where: { id } }),
    ]);
    if (!set || !row) throw new AppError("NOT_FOUND", "There is no such backup set.");
    return {
      ...set,
      generation: row.generation,
      references: row.references.filter((label) => label !== row.label).toSorted(),
      startSegment: row.startSegment,
      stopSegment: row.stopSegment,
      postgresVersion: row.postgresVersion,
      systemIdentifier: row.systemIdentifier,
      hasPageErrors: row.hasPageErrors,
    };
  },
);
