import type { FailedOperation, ResourceFacts } from "#lib/alerts/facts.ts";
import { loadMissedRuns } from "#lib/alerts/load-missed-runs.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import { type FailedRestore, findFailedRestores } from "#lib/restores/find-failed-restores.ts";

type OperationFacts = Pick<
  ResourceFacts,
  "failures" | "failedRestores" | "backups" | "runningBackups" | "isRestoring" | "missed" | "lastRto"
>;

type Row<Fact> = Fact & { resourceId: string };

/** What ran, failed, was missed or took long, of all resources. */
export async function loadOperationFacts(
  tx: Transaction,
): Promise<{ of: (resourceId: string) => OperationFacts }> {
  const failures = byResource(await loadFailures(tx));
  const failedRestores = byResource(await loadFailedRestores(tx));
  const backups = byResource(await loadBackups(tx));
  const running = byResource(await loadRunning(tx));
  const missed = byResource(await loadMissedRuns(tx));
  const restores = byResource(await loadRestoreTimes(tx));
  return {
    of: (resourceId) => ({
      failures: failures.get(resourceId) ?? [],
      failedRestores: failedRestores.get(resourceId) ?? [],
      backups: backups.get(resourceId) ?? [],
      runningBackups: (running.get(resourceId) ?? []).filter(({ kind }) => kind === "backup"),
      isRestoring: (running.get(resourceId) ?? []).some(({ kind }) => kind === "restore"),
      missed: missed.get(resourceId) ?? [],
      lastRto: restores.get(resourceId)?.[0] ?? null,
    }),
  };
}

function byResource<Fact>(rows: Row<Fact>[]): Map<string, Row<Fact>[]> {
  return Map.groupBy(rows, ({ resourceId }) => resourceId);
}

/**
 * The newest failure of each kind, type and choice of repositories that nothing has made good since: the same again
 * in all its repositories, perhaps in more of them; a backup also by one that contains it (a full one contains all
 * others).
 */
export function loadFailures(tx: Database | Transaction): Promise<Row<FailedOperation>[]> {
  return tx.$queryRaw`
    WITH failed AS MATERIALIZED (
      SELECT DISTINCT ON (resource_id, kind, input ->> 'type', input -> 'repositoryIds')
             id, resource_id, kind, input ->> 'type' AS type, created_at, error_message, error_hint,
             COALESCE(input -> 'repositoryIds', '[]'::jsonb) AS repositories
      FROM operations
      WHERE status = 'failed' AND kind IN ('backup', 'verify', 'expire') AND resource_id IS NOT NULL
      ORDER BY resource_id, kind, input ->> 'type', input -> 'repositoryIds', created_at DESC
    )
    SELECT failed.resource_id::text AS "resourceId", failed.id::text AS "operationId", kind, type,
           ARRAY(SELECT jsonb_array_elements_text(repositories)) AS "repositoryIds",
           COALESCE(error_message, 'It said nothing.') AS message, error_hint AS hint
    FROM failed
    -- Step by step from the failure on: a join would read every operation that ever succeeded.
    LEFT JOIN LATERAL (
      SELECT good.id FROM operations AS good
      WHERE good.resource_id = failed.resource_id AND good.created_at > failed.created_at
        AND good.kind = failed.kind AND good.status = 'succeeded'
        AND COALESCE(good.input -> 'repositoryIds', '[]'::jsonb) @> failed.repositories
        AND (failed.kind <> 'backup'
             OR array_position(ARRAY['incr', 'diff', 'full'], good.input ->> 'type')
                >= array_position(ARRAY['incr', 'diff', 'full'], failed.type))
      ORDER BY good.created_at LIMIT 1
    ) AS cure ON true
    WHERE cure.id IS NULL`;
}

/** Those that somebody has acknowledged are known. */
async function loadFailedRestores(tx: Transaction): Promise<FailedRestore[]> {
  const failed = await findFailedRestores(tx);
  const acknowledged = await tx.$queryRaw<{ id: string }[]>`
    SELECT details ->> 'operationId' AS id FROM alerts
    WHERE rule IN ('restore-failed', 'restore-refused') AND acknowledged_at IS NOT NULL
      AND details ->> 'operationId' = ANY (${failed.map(({ operationId }) => operationId)})`;
  const known = new Set(acknowledged.map(({ id }) => id));
  return failed.filter(({ operationId }) => !known.has(operationId));
}

function loadBackups(tx: Transaction): Promise<Row<OperationFacts["backups"][number]>[]> {
  return tx.$queryRaw`
    SELECT resources.id::text AS "resourceId", done.id::text AS "operationId", types.type,
           (extract(epoch FROM done.finished_at - done.started_at) * 1000)::float8 AS ms
    FROM resources CROSS JOIN unnest(ARRAY['full', 'diff', 'incr']) AS types (type)
    CROSS JOIN LATERAL (
      SELECT id, started_at, finished_at FROM operations
      WHERE resource_id = resources.id AND kind = 'backup' AND status = 'succeeded'
        AND input ->> 'type' = types.type
      ORDER BY created_at DESC LIMIT 1
    ) AS done
    WHERE done.finished_at IS NOT NULL AND done.started_at IS NOT NULL`;
}

type RunningRow = Row<OperationFacts["runningBackups"][number] & { kind: string }>;

/** Of restores only those in place: a new instance beside it is no reason for a cluster to be down. */
function loadRunning(tx: Transaction): Promise<RunningRow[]> {
  return tx.$queryRaw`
    SELECT operations.resource_id::text AS "resourceId", operations.id::text AS "operationId", operations.kind,
           COALESCE(operations.input ->> 'type', '') AS type,
           (extract(epoch FROM operations.started_at) * 1000)::float8 AS "startedAtMs"
    FROM operations LEFT JOIN change_requests ON change_requests.id = operations.change_request_id
    WHERE operations.status = 'running' AND operations.started_at IS NOT NULL
      AND (operations.kind = 'backup'
           OR (operations.kind = 'restore'
               AND change_requests.plan_text::jsonb #>> '{destination,kind}' = 'in-place'))`;
}

function loadRestoreTimes(tx: Transaction): Promise<Row<NonNullable<OperationFacts["lastRto"]>>[]> {
  return tx.$queryRaw`
    SELECT resources.id::text AS "resourceId", last.value_ms::float8 AS ms, last.operation_id::text AS "operationId"
    FROM resources CROSS JOIN LATERAL (
      SELECT value_ms, operation_id FROM measurements
      WHERE resource_id = resources.id AND kind = 'rto' ORDER BY at_micros DESC LIMIT 1
    ) AS last`;
}
