import type { ClusterFacts } from "#lib/resources/schema.ts";

/** Sizes and counts that always move are written down this often, and with them when the cluster was last seen. */
const FRESH_MS = 30_000;

/**
 * Whether what is seen of a cluster is worth writing down: every write makes the screens that show it ask again.
 * What an alert or a person acts on is written at once.
 */
export function factsChanged(
  earlier: { facts: ClusterFacts | null; at: Date | null },
  seen: ClusterFacts,
  now: Date,
): boolean {
  if (earlier.facts === null || earlier.at === null) return true;
  if (now.getTime() - earlier.at.getTime() >= FRESH_MS) return true;
  return JSON.stringify(essentials(earlier.facts)) !== JSON.stringify(essentials(seen));
}

function essentials(facts: ClusterFacts) {
  return [
    facts.clusterState,
    facts.stateReason,
    facts.version,
    facts.startOptions,
    facts.archiver && [
      facts.archiver.isFailing,
      facts.archiver.failedCount,
      facts.archiver.lastFailedSegment,
    ],
  ];
}
