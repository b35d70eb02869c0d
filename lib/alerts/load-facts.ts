import type { AlertFacts, ResourceFacts } from "#lib/alerts/facts.ts";
import { loadChannelFacts } from "#lib/alerts/load-channel-facts.ts";
import { loadOperationFacts } from "#lib/alerts/load-operation-facts.ts";
import { loadRepositoryFacts } from "#lib/alerts/load-repository-facts.ts";
import { loadSetFacts } from "#lib/alerts/load-set-facts.ts";
import type { Transaction } from "#lib/db/client.ts";
import { loadLiveRpos } from "#lib/objectives/load-live-rpos.ts";
import type { LiveRpo } from "#lib/overview/schema.ts";
import { alertThresholds, policyRules } from "#lib/policies/schema.ts";
import { clusterFacts } from "#lib/resources/schema.ts";

type ResourceRow = Awaited<ReturnType<typeof loadRows>>[number];

/** Everything the alerts are computed from; a number of queries that does not grow with the installation. */
export async function loadFacts(tx: Transaction, now: bigint): Promise<AlertFacts> {
  const rows = await loadRows(tx);
  const losses = await loadLiveRpos(
    tx,
    now,
    rows.map(({ id }) => id),
  );
  const operations = await loadOperationFacts(tx);
  const sets = await loadSetFacts(tx);
  const workers = await tx.worker.findMany({ select: { host: true, lastSeenAt: true } });
  return {
    nowMs: Number(now / 1000n),
    resources: rows.map((row) => ({
      ...toResource(row, losses.get(row.id)),
      ...operations.of(row.id),
      ...sets.of(row.id),
    })),
    repositories: await loadRepositoryFacts(tx, new Map(rows.map((row) => [row.id, thresholdsOf(row)]))),
    workers: workers.map(({ host, lastSeenAt }) => ({ host, lastSeenMs: lastSeenAt.getTime() })),
    channels: await loadChannelFacts(tx),
    audit: await loadAuditFacts(tx),
  };
}

function loadRows(tx: Transaction) {
  return tx.resource.findMany({
    include: { policy: { select: { rules: true } }, objectives: true },
    orderBy: { name: "asc" },
  });
}

function toResource(row: ResourceRow, loss: LiveRpo | undefined) {
  const rules = policyRules.safeParse(row.policy?.rules).data;
  const target = (kind: "rpo" | "rto") => row.objectives.find((each) => each.kind === kind)?.targetSeconds;
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    host: row.host,
    isProtected: row.state === "protected",
    rpoSeconds: target("rpo") ?? rules?.objectives.rpoSeconds ?? null,
    rtoSeconds: target("rto") ?? rules?.objectives.rtoSeconds ?? null,
    thresholds: thresholdsOf(row),
    keepFullDays: rules?.retention.full.keepDays ?? null,
    cluster: toCluster(row),
    loss:
      loss?.kind === "known"
        ? { kind: "known" as const, ms: loss.lossMs }
        : { kind: "unknown" as const, why: loss?.why ?? "It has not been looked at yet." },
  };
}

function thresholdsOf(row: ResourceRow) {
  return policyRules.safeParse(row.policy?.rules).data?.thresholds ?? alertThresholds.parse({});
}

function toCluster({ facts, factsAt }: ResourceRow): ResourceFacts["cluster"] {
  const seen = clusterFacts.safeParse(facts).data;
  if (!seen || !factsAt) return null;
  return {
    seenAtMs: factsAt.getTime(),
    state: seen.clusterState,
    reason: seen.stateReason,
    archiver: seen.archiver && {
      isFailing: seen.archiver.isFailing,
      failedSegment: seen.archiver.lastFailedSegment,
      failedCount: seen.archiver.failedCount,
    },
  };
}

/** Whether the roles of the product may still add to the audit trail, and nothing else (T23). */
async function loadAuditFacts(tx: Transaction): Promise<AlertFacts["audit"]> {
  const [row] = await tx.$queryRaw<AlertFacts["audit"][]>`
    SELECT bool_and(has_table_privilege(role, 'audit_entries', 'INSERT')) AS "mayWrite",
           bool_or(has_table_privilege(role, 'audit_entries', 'UPDATE, DELETE, TRUNCATE')) AS "mayChange"
    FROM unnest(ARRAY['holdfast_web', 'holdfast_worker']) AS role`;
  return row ?? { mayWrite: false, mayChange: false };
}
