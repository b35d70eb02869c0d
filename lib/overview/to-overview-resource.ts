import type { OverviewResource, ResourceStatus } from "#lib/overview/schema.ts";

/** Leaves away what a row does not show: it is most of what is known, and sent for every resource every time. */
export function toOverviewResource(status: ResourceStatus, system: string | null): OverviewResource {
  const { atMicros: _, openAlerts: __, resource, lastSet, runningOperation, ...shown } = status;
  const { id, name, kind, state, tier, host, objectives, facts } = resource;
  return {
    ...shown,
    resource: {
      id,
      name,
      kind,
      state,
      tier,
      host,
      objectives,
      system,
      facts: facts && {
        clusterState: facts.clusterState,
        version: facts.version,
        sizeBytes: facts.sizeBytes,
      },
    },
    lastSet: lastSet && { label: lastSet.label, rung: lastSet.rung },
    runningOperation: runningOperation && {
      id: runningOperation.id,
      title: runningOperation.title,
      progress: runningOperation.progress,
    },
    failures: status.failures.map((failure) => ({
      id: failure.id,
      title: failure.title,
      status: failure.status,
      createdAt: failure.createdAt,
      finishedAt: failure.finishedAt,
      error: failure.error,
    })),
  };
}
