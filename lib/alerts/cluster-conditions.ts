import { condition } from "#lib/alerts/condition.ts";
import type { AlertFacts, ResourceFacts } from "#lib/alerts/facts.ts";
import type { Condition } from "#lib/alerts/states.ts";
import { isWorkerSilent } from "#lib/alerts/worker-silence.ts";
import { formatDuration } from "#lib/format/duration.ts";

/** WAL leaves the server at least every minute; nothing new after this long means that it is stuck … */
const STUCK_MS = 180_000;
/** … or after this share of a longer objective, whose server may archive less often. */
const STUCK_SHARE = 0.6;

/** Long enough for a host with hundreds of clusters to be looked at in turn. */
const UNSEEN_MS = 600_000;

/** What was just seen of a cluster: whether it runs, and whether its WAL gets away. */
export function clusterConditions(facts: AlertFacts, resource: ResourceFacts): Condition[] {
  return [...down(resource), ...archiving(facts, resource)];
}

/** A worker that reports and yet does not see a cluster would keep us blind for ever. */
export function unseenConditions(facts: AlertFacts, resource: ResourceFacts): Condition[] {
  const { cluster, isProtected, isRestoring } = resource;
  if (!isProtected || isRestoring || cluster === null || isWorkerSilent(facts, resource.host)) return [];
  const unseenMs = facts.nowMs - cluster.seenAtMs;
  if (unseenMs <= UNSEEN_MS) return [];
  return [
    condition("cluster-down", {
      key: [resource.id],
      subject: resource.name,
      resourceId: resource.id,
      summary: `${resource.name} could not be looked at for ${formatDuration(unseenMs)}, though its worker reports.`,
      hint: "The log of the worker on its host says what keeps it from looking.",
    }),
  ];
}

function down(resource: ResourceFacts): Condition[] {
  const { cluster } = resource;
  if (cluster === null || cluster.state === "running") return [];
  return [
    condition("cluster-down", {
      key: [resource.id],
      subject: resource.name,
      resourceId: resource.id,
      explains: [resource.id],
      summary: `${resource.name} is ${cluster.state}${cluster.reason ? `: ${cluster.reason}` : "."}`,
      hint:
        cluster.state === "stopped"
          ? "Start it, or find out who stopped it."
          : "Look at its data directory before anything is started there; it may need a restore.",
      details: { state: cluster.state },
    }),
  ];
}

/** One trouble a cluster: what the repository misses, what the server says, and what does not arrive. */
function archiving(facts: AlertFacts, resource: ResourceFacts): Condition[] {
  const reason = gapWords(facts, resource) ?? failureWords(resource) ?? stuckWords(resource);
  if (reason === null) return [];
  return [
    condition("wal-archiving", {
      key: [resource.id],
      subject: resource.name,
      resourceId: resource.id,
      summary: `${resource.name}: ${reason}`,
      hint: "Until it is repaired, nothing written from here on can be restored. The server's log has the engine's words.",
      details: { failedSegment: resource.cluster?.archiver?.failedSegment ?? null },
    }),
  ];
}

function gapWords({ repositories }: AlertFacts, { gaps }: ResourceFacts): string | null {
  const [gap] = gaps;
  if (!gap) return null;
  const where = repositories.find(({ id }) => id === gap.repositoryId)?.name ?? "a repository";
  const what = gap.missingSegments === 1 ? "a WAL segment is" : `${gap.missingSegments} WAL segments are`;
  return `${what} missing or damaged in ${where}, and no full backup has been made since. ${gap.reason}`;
}

function failureWords({ cluster }: ResourceFacts): string | null {
  const archiver = cluster?.archiver;
  if (!archiver?.isFailing) return null;
  const times = archiver.failedCount === 1 ? "once" : `${archiver.failedCount} times in all`;
  return `the server cannot archive its WAL; segment ${archiver.failedSegment ?? "?"} was refused (${times}).`;
}

function stuckWords({ cluster, loss, rpoSeconds }: ResourceFacts): string | null {
  const stuckMs = Math.max(STUCK_MS, (rpoSeconds ?? 0) * 1000 * STUCK_SHARE);
  if (cluster?.state !== "running" || loss.kind === "unknown" || loss.ms <= stuckMs) return null;
  return `nothing it wrote in the last ${formatDuration(loss.ms)} has reached a repository.`;
}
