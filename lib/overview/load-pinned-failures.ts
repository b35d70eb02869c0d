import { loadFailures } from "#lib/alerts/load-operation-facts.ts";
import type { Database } from "#lib/db/client.ts";
import type { OperationSummary } from "#lib/operations/schema.ts";
import { operationSummaryRows, toOperationSummary } from "#lib/operations/to-operation-dto.ts";
import { findFailedRestores } from "#lib/restores/find-failed-restores.ts";

/** What stands first. */
const ORDER = ["backup", "verify", "restore", "set-up-resource"];

/**
 * By resource: failures that nothing has made good since (U10), by the very rules of the alerts about them. Of
 * restores only those that left the cluster other than it was; that a copy could not be made is no trouble of the
 * cluster, and an alert says it.
 */
export async function loadPinnedFailures(
  db: Database,
  resourceIds: readonly string[],
): Promise<Map<string, OperationSummary[]>> {
  const [failed, failedRestores, failedSetUps] = await Promise.all([
    loadFailures(db),
    findFailedRestores(db, resourceIds),
    findFailedSetUps(db, resourceIds),
  ]);
  const ids = [
    ...failed.filter(({ kind }) => kind !== "expire").map(({ operationId }) => operationId),
    ...failedRestores.filter(({ end }) => end === "not-put-back").map(({ operationId }) => operationId),
    ...failedSetUps.map(({ id }) => id),
  ];
  const rows = await db.operation.findMany({
    where: { id: { in: ids }, resourceId: { in: [...resourceIds] } },
    include: operationSummaryRows,
    orderBy: { createdAt: "desc" },
  });
  const failures = rows.map(toOperationSummary).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return Map.groupBy(failures, ({ resource }) => resource?.id ?? "");
}

/** The last of each resource, where it failed. */
function findFailedSetUps(db: Database, resourceIds: readonly string[]): Promise<{ id: string }[]> {
  return db.$queryRaw`
    SELECT ended.id::text AS id
    FROM unnest(${[...resourceIds]}::uuid[]) AS wanted (id)
    CROSS JOIN LATERAL (
      SELECT id, status FROM operations
      WHERE resource_id = wanted.id AND kind = 'set-up-resource' AND status IN ('succeeded', 'failed')
      ORDER BY finished_at DESC LIMIT 1
    ) AS ended
    WHERE ended.status = 'failed'`;
}
