import { findBackupSets } from "#lib/backups/list-backup-sets.ts";
import type { BackupSetDto } from "#lib/backups/schema.ts";
import type { Database } from "#lib/db/client.ts";
import type { ResourceStatus } from "#lib/overview/schema.ts";

interface Row {
  resourceId: string;
  newestId: string | null;
  provenLabel: string | null;
  provenAt: Date | null;
}

export interface NewestSets {
  /** The newest set that is there. */
  newest: Map<string, BackupSetDto>;
  /** The one that was restored last. */
  proven: Map<string, ResourceStatus["proven"]>;
}

/** By resource, with one step along an index for each. */
export async function loadNewestSets(db: Database, resourceIds: readonly string[]): Promise<NewestSets> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT wanted.id::text AS "resourceId", newest.id::text AS "newestId",
           proven.label AS "provenLabel", proven.restored_at AS "provenAt"
    FROM unnest(${[...resourceIds]}::uuid[]) AS wanted (id)
    LEFT JOIN LATERAL (
      SELECT id FROM backup_sets WHERE resource_id = wanted.id AND state = 'present'
      ORDER BY stopped_at_micros DESC, id DESC LIMIT 1
    ) AS newest ON true
    LEFT JOIN LATERAL (
      SELECT label, restored_at FROM backup_sets WHERE resource_id = wanted.id AND restored_at IS NOT NULL
      ORDER BY restored_at DESC LIMIT 1
    ) AS proven ON true`;
  const newestIds = rows.flatMap(({ newestId }) => (newestId === null ? [] : [newestId]));
  const sets = await findBackupSets(db, { where: { id: { in: newestIds } }, take: newestIds.length });
  return {
    newest: new Map(sets.map((set) => [set.resourceId, set])),
    proven: new Map(
      rows.map(({ resourceId, provenLabel: label, provenAt }) => [
        resourceId,
        label === null || provenAt === null ? null : { label, restoredAt: provenAt.toISOString() },
      ]),
    ),
  };
}
