import { condition } from "#lib/alerts/condition.ts";
import type { ResourceFacts } from "#lib/alerts/facts.ts";
import type { Condition } from "#lib/alerts/states.ts";
import { formatDuration } from "#lib/format/duration.ts";

/** Objectives that are missed, or nearly. */
export function objectiveConditions(resource: ResourceFacts): Condition[] {
  if (!resource.isProtected) return [];
  return [...lossConditions(resource), ...restoreConditions(resource)];
}

function lossConditions(resource: ResourceFacts): Condition[] {
  const { loss, rpoSeconds } = resource;
  if (loss.kind === "unknown" || rpoSeconds === null) return [];
  const limitMs = rpoSeconds * 1000;
  const about = {
    subject: resource.name,
    resourceId: resource.id,
    details: { lossMs: Math.round(loss.ms), objectiveMs: limitMs },
    hint: "Look at whether its WAL reaches a repository: what is not there is lost with the server.",
  };
  const wouldBe = `If ${resource.name} died now, ${formatDuration(loss.ms)} of changes would be lost`;
  if (loss.ms > limitMs) {
    return [
      condition("rpo-breached", {
        ...about,
        key: [resource.id],
        explains: [resource.id],
        summary: `${wouldBe}; the objective allows ${formatDuration(limitMs)}.`,
      }),
    ];
  }
  if (loss.ms <= atRisk(limitMs, resource)) return [];
  return [
    condition("objective-at-risk", {
      ...about,
      key: [resource.id, "rpo"],
      summary: `${wouldBe}, close to the objective of ${formatDuration(limitMs)}.`,
    }),
  ];
}

function restoreConditions(resource: ResourceFacts): Condition[] {
  const { lastRto, rtoSeconds } = resource;
  if (lastRto === null || rtoSeconds === null) return [];
  const limitMs = rtoSeconds * 1000;
  const about = {
    subject: resource.name,
    resourceId: resource.id,
    details: {
      tookMs: Math.round(lastRto.ms),
      objectiveMs: limitMs,
      ...(lastRto.operationId !== null && { operationId: lastRto.operationId }),
    },
    hint: "The receipt says where the time went, the wait for approval included.",
  };
  const took = `The last restore of ${resource.name} took ${formatDuration(lastRto.ms)}`;
  if (lastRto.ms > limitMs) {
    return [
      condition("rto-exceeded", {
        ...about,
        key: [resource.id],
        explains: [resource.id],
        summary: `${took}; the objective allows ${formatDuration(limitMs)}.`,
      }),
    ];
  }
  if (lastRto.ms <= atRisk(limitMs, resource)) return [];
  return [
    condition("objective-at-risk", {
      ...about,
      key: [resource.id, "rto"],
      summary: `${took}, close to the objective of ${formatDuration(limitMs)}.`,
    }),
  ];
}

function atRisk(limitMs: number, { thresholds }: ResourceFacts): number {
  return (limitMs * thresholds.atRiskPercent) / 100;
}
