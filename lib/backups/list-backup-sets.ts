import { readVerb } from "#lib/auth/verb.ts";
import { type BackupSetDto, listBackupSetsInput } from "#lib/backups/schema.ts";
import { backupSetRows, toBackupSetDto } from "#lib/backups/to-backup-set-dto.ts";
import type { Database } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { decodeCursor, encodeCursor } from "#lib/format/cursor.ts";
import { microsText } from "#lib/recovery/schema.ts";

export const listBackupSets = readVerb("backup.read", listBackupSetsInput, async (ctx, input) => {
  const after = decodeCursor(input.cursor, microsText);
  const stopped = after ? BigInt(after.sortValue) : null;
  const rows = await findBackupSets(ctx.db, {
    where: {
      resourceId: input.resourceId,
      repositoryId: input.repositoryId,
      ...(after && stopped !== null
        ? {
            stoppedAtMicros: { lte: stopped },
            OR: [{ stoppedAtMicros: { lt: stopped } }, { id: { lt: after.id } }],
          }
        : {}),
    },
    take: input.limit + 1,
  });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page,
    nextCursor: rows.length > input.limit && last ? encodeCursor(last.stoppedAtMicros, last.id) : null,
  };
});

/** Newest first, each with the reasons why it may not expire. */
export async function findBackupSets(
  db: Database,
  query: { where: Prisma.BackupSetWhereInput; take: number },
): Promise<BackupSetDto[]> {
  const rows = await db.backupSet.findMany({
    ...query,
    include: backupSetRows,
    orderBy: [{ stoppedAtMicros: "desc" }, { id: "desc" }],
  });
  const holds = await db.hold.findMany({
    where: {
      label: { in: rows.map((row) => row.label) },
      releasedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
    },
    select: { label: true, resourceId: true, repositoryId: true, reason: true },
  });
  return rows.map((row) =>
    toBackupSetDto(
      row,
      holds
        .filter(
          (hold) =>
            hold.label === row.label &&
            hold.resourceId === row.resourceId &&
            hold.repositoryId === row.repositoryId,
        )
        .map((hold) => hold.reason),
    ),
  );
}
