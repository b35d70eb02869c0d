import { clusterConditions, unseenConditions } from "#lib/alerts/cluster-conditions.ts";
import type { AlertFacts } from "#lib/alerts/facts.ts";
import { installationConditions, unreadRepositories } from "#lib/alerts/installation-conditions.ts";
import { objectiveConditions } from "#lib/alerts/objective-conditions.ts";
import { operationConditions } from "#lib/alerts/operation-conditions.ts";
import { setConditions } from "#lib/alerts/set-conditions.ts";
import type { Observation } from "#lib/alerts/states.ts";
import { isWorkerSilent } from "#lib/alerts/worker-silence.ts";

/** What was last seen of a cluster says nothing about now after this long. */
const SIGHT_MS = 60_000;

/** Everything that is wrong by these facts, and what they cannot tell. */
export function observe(facts: AlertFacts): Observation {
  const conditions = [
    ...installationConditions(facts),
    ...facts.resources.flatMap((resource) => [
      ...operationConditions(facts, resource),
      ...objectiveConditions(resource),
      ...setConditions(facts, resource),
      ...(isSeen(facts, resource) ? clusterConditions(facts, resource) : unseenConditions(facts, resource)),
    ]),
  ];
  const blind = [
    ...unreadRepositories(facts).map((fingerprint) => ({ fingerprint })),
    ...facts.resources.flatMap((resource) => blindSpots(facts, resource)),
  ];
  return { conditions, blind };
}

type Resource = AlertFacts["resources"][number];

function isSeen({ nowMs }: AlertFacts, { cluster, isRestoring, isProtected }: Resource): boolean {
  return isProtected && !isRestoring && cluster !== null && nowMs - cluster.seenAtMs < SIGHT_MS;
}

function blindSpots(facts: AlertFacts, resource: Resource): Observation["blind"] {
  const resourceId = resource.id;
  const isUnseen = !isSeen(facts, resource) || isWorkerSilent(facts, resource.host);
  const isLossUnknown = resource.loss.kind === "unknown";
  // A server that does not answer says nothing about its archiver, nor an unknown loss about what arrives.
  const isArchiverUnknown = isUnseen || isLossUnknown || !resource.cluster?.archiver;
  return [
    ...(isUnseen ? [{ rule: "cluster-down" as const, resourceId }] : []),
    ...(isArchiverUnknown ? [{ rule: "wal-archiving" as const, resourceId }] : []),
    ...(isLossUnknown
      ? [
          { rule: "rpo-breached" as const, resourceId },
          { rule: "objective-at-risk" as const, resourceId },
        ]
      : []),
  ];
}
