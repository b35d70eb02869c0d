import { setAnomalies } from "#lib/alerts/anomalies.ts";
import type { ResourceFacts } from "#lib/alerts/facts.ts";
import type { Transaction } from "#lib/db/client.ts";

type SetFacts = Pick<ResourceFacts, "gaps" | "troubledSets" | "unusualSets">;

/** What the repositories miss, what of them cannot be trusted, and what looks wrong; of all resources. */
export async function loadSetFacts(tx: Transaction): Promise<{ of: (resourceId: string) => SetFacts }> {
  const gaps = Map.groupBy(await loadGaps(tx), ({ resourceId }) => resourceId);
  const troubled = Map.groupBy(await loadTroubled(tx), ({ resourceId }) => resourceId);
  const unusual = Map.groupBy(await loadUnusual(tx), ({ resourceId }) => resourceId);
  return {
    of: (resourceId) => ({
      gaps: gaps.get(resourceId) ?? [],
      troubledSets: troubled.get(resourceId) ?? [],
      unusualSets: (unusual.get(resourceId) ?? []).map((set) => ({
        ...set,
        anomalies: setAnomalies.parse(set.anomalies),
      })),
    }),
  };
}

/**
 * Gaps that nothing has closed yet: until there is a newer full set, nothing after them can be restored. On history
 * that a restore left none ever will be, and what comes now does not need it.
 */
function loadGaps(
  tx: Transaction,
): Promise<
  { resourceId: string; repositoryId: string; missingSegments: number; fromMs: number; reason: string }[]
> {
  return tx.$queryRaw`
    SELECT found.resource_id::text AS "resourceId", found.repository_id::text AS "repositoryId",
           (gap ->> 'missingSegments')::int AS "missingSegments",
           ((gap ->> 'fromMicros')::bigint / 1000)::float8 AS "fromMs", gap ->> 'reason' AS reason
    FROM recovery_windows AS found
    JOIN resource_repositories USING (resource_id, repository_id)
    CROSS JOIN LATERAL jsonb_path_query(found."window", '$.gaps[*] ? (@.toMicros == null && @.timeline == $.currentTimeline)') AS gap`;
}

function loadTroubled(
  tx: Transaction,
): Promise<(ResourceFacts["troubledSets"][number] & { resourceId: string })[]> {
  return tx.$queryRaw`
    SELECT resource_id::text AS "resourceId", label, type, repository_id::text AS "repositoryId",
           state = 'missing' AS "isMissing", problem,
           (extract(epoch FROM last_seen_at) * 1000)::float8 AS "lastSeenMs",
           (stopped_at_micros / 1000)::float8 AS "stoppedAtMs"
    FROM backup_sets
    WHERE (state = 'missing' OR problem IS NOT NULL) AND state <> 'expired'
    ORDER BY stopped_at_micros`;
}

/** Only the newest set of its type in its repository: the next one that is as usual ends it. */
function loadUnusual(tx: Transaction): Promise<
  {
    resourceId: string;
    label: string;
    type: string;
    repositoryId: string;
    operationId: string | null;
    anomalies: unknown;
  }[]
> {
  return tx.$queryRaw`
    SELECT sets.resource_id::text AS "resourceId", sets.label, sets.type,
           sets.repository_id::text AS "repositoryId", sets.operation_id::text AS "operationId", sets.anomalies
    FROM backup_sets AS sets
    WHERE sets.anomalies IS NOT NULL AND sets.state = 'present'
      AND NOT EXISTS (
        SELECT FROM backup_sets AS newer
        WHERE newer.resource_id = sets.resource_id AND newer.repository_id = sets.repository_id
          AND newer.type = sets.type AND newer.stopped_at_micros > sets.stopped_at_micros)`;
}
