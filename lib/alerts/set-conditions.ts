import type { Anomaly } from "#lib/alerts/anomalies.ts";
import { condition } from "#lib/alerts/condition.ts";
import type { AlertFacts, ResourceFacts, TroubledSet } from "#lib/alerts/facts.ts";
import type { Condition } from "#lib/alerts/states.ts";
import { formatBytes, formatBytesRange } from "#lib/format/bytes.ts";
import { formatDuration, formatDurationRange } from "#lib/format/duration.ts";
import { isolate } from "#lib/format/isolate.ts";

const DAY_MS = 86_400_000;
const KEEP_DAYS = 90;

/** Backup sets that vanished, are damaged, or look wrong. */
export function setConditions(facts: AlertFacts, resource: ResourceFacts): Condition[] {
  return [...missing(facts, resource), ...damaged(facts, resource), ...unusual(resource)];
}

/** Those that vanished together are one trouble; later ones are another, however many are known already. */
function missing(facts: AlertFacts, resource: ResourceFacts): Condition[] {
  const keepMs = (resource.keepFullDays ?? KEEP_DAYS) * DAY_MS;
  const gone = resource.troubledSets.filter((set) => set.isMissing && facts.nowMs - set.stoppedAtMs < keepMs);
  const together = Map.groupBy(gone, (set) => `${set.repositoryId}:${set.lastSeenMs}`);
  return [...together].map(([key, sets]) => {
    const labels = sets.map(({ label }) => label).toSorted();
    const repository = nameOf(facts, sets[0]);
    return condition("set-missing", {
      key: [resource.id, key],
      subject: resource.name,
      resourceId: resource.id,
      summary: `${countSets(labels)} of ${resource.name} ${labels.length === 1 ? "is" : "are"} no longer in ${repository}, and nobody expired ${labels.length === 1 ? "it" : "them"}: ${listed(labels)}.`,
      hint: "Find out who can delete there. A full backup now restores the redundancy, not the history.",
      details: { labels, repositoryId: sets[0]?.repositoryId ?? null },
    });
  });
}

/** One trouble a chain: what builds on a damaged set is damaged with it. */
function damaged(facts: AlertFacts, resource: ResourceFacts): Condition[] {
  const broken = resource.troubledSets.filter((set) => !set.isMissing && set.problem !== null);
  const chains = Map.groupBy(broken, (set) => `${set.repositoryId}:${set.label.slice(0, 16)}`);
  return [...chains].map(([key, sets]) => {
    const labels = sets.map(({ label }) => label).toSorted();
    return condition("verification-failed", {
      key: [resource.id, key],
      subject: resource.name,
      resourceId: resource.id,
      summary: `${countSets(labels)} of ${resource.name} in ${nameOf(facts, sets[0])} cannot be trusted (${listed(labels)}): ${sets[0]?.problem}`,
      hint: "Make a full backup now, then find out what happened to the files.",
      details: { labels, repositoryId: sets[0]?.repositoryId ?? null },
    });
  });
}

function unusual(resource: ResourceFacts): Condition[] {
  return resource.unusualSets.flatMap(({ label, type, repositoryId, operationId, anomalies }) => {
    const about = {
      key: [resource.id, repositoryId, type],
      subject: resource.name,
      resourceId: resource.id,
      details: { label, repositoryId, ...(operationId !== null && { operationId }) },
    };
    const what = `${type} set ${label} of ${resource.name}`;
    const { size, duration } = anomalies;
    return [
      ...(size
        ? [
            condition("size-anomaly", {
              ...about,
              summary: `The ${what} has an unusual size: ${sizeWords(size)}.`,
              hint: "Compare the cluster with what it should hold before older sets expire.",
            }),
          ]
        : []),
      ...(duration
        ? [
            condition("duration-anomaly", {
              ...about,
              summary: `The ${what} took an unusual time: ${durationWords(duration)}.`,
              hint: "Look at the load of the host, the network and the repository at that time.",
            }),
          ]
        : []),
    ];
  });
}

function sizeWords({ verdict, value, low, high, previous }: Anomaly): string {
  if (verdict === "empty") return "it is empty";
  const got = `got ${formatBytes(value)}`;
  if (low !== null && high !== null) return `expected ${formatBytesRange(low, high)}, ${got}`;
  return `less than half of the ${formatBytes(previous ?? 0)} before it, ${got}`;
}

function durationWords({ value, low, high }: Anomaly): string {
  return `expected ${formatDurationRange(low ?? 0, high ?? 0)}, took ${formatDuration(value)}`;
}

function nameOf({ repositories }: AlertFacts, set: TroubledSet | undefined): string {
  return isolate(repositories.find(({ id }) => id === set?.repositoryId)?.name ?? "its repository");
}

function countSets(labels: string[]): string {
  return labels.length === 1 ? "A backup set" : `${labels.length} backup sets`;
}

function listed(labels: string[]): string {
  return labels.length <= 3
    ? labels.join(", ")
    : `${labels.slice(0, 3).join(", ")} and ${labels.length - 3} more`;
}
