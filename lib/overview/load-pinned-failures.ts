import type { Database } from "#lib/db/client.ts";
import type { OperationSummary } from "#lib/operations/schema.ts";
import { operationSummaryRows, toOperationSummary } from "#lib/operations/to-operation-dto.ts";
import { findFailedRestores } from "#lib/restores/find-failed-restores.ts";

/** Kinds whose failure stays on the screen until one of the same kind succeeds (U10) … */
const PINNED_KINDS = ["backup", "verify", "set-up-resource"];
/** … and where on it. */
const ORDER = ["backup", "verify", "restore", "set-up-resource"];

/**
 * By resource: the last of each kind, where it failed. Of restores only those that left the cluster other than it
 * was; that a copy could not be made is no trouble of the cluster, and an alert says it.
 */
export async function loadPinnedFailures(
  db: Database,
  resourceIds: readonly string[],
): Promise<Map<string, OperationSummary[]>> {
  const last = await db.$queryRaw<{ id: string }[]>`
    SELECT ended.id::text AS id
    FROM unnest(${[...resourceIds]}::uuid[]) AS wanted (id)
    CROSS JOIN unnest(${PINNED_KINDS}::text[]) AS pinned (kind)
    CROSS JOIN LATERAL (
      SELECT id, status FROM operations
      WHERE resource_id = wanted.id AND kind = pinned.kind AND status IN ('succeeded', 'failed')
      ORDER BY finished_at DESC LIMIT 1
    ) AS ended
    WHERE ended.status = 'failed'`;
  const restores = (await findFailedRestores(db, resourceIds)).filter(({ end }) => end === "not-put-back");
  const rows = await db.operation.findMany({
    where: { id: { in: [...last.map(({ id }) => id), ...restores.map(({ operationId }) => operationId)] } },
    include: operationSummaryRows,
  });
  const failures = rows.map(toOperationSummary).sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return Map.groupBy(failures, ({ resource }) => resource?.id ?? "");
}
