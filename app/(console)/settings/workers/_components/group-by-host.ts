import type { ResourceDto } from "#lib/resources/schema.ts";
import type { WorkerDto } from "#lib/workers/schema.ts";

type Served = Pick<ResourceDto, "id" | "name" | "host">;

export interface HostOfData<Worker> {
  host: string;
  /** Null: resources are registered there, and no worker has ever reported from it. */
  worker: Worker | null;
  resources: Served[];
}

/** Every host that has a worker or should have one, what is in danger first. */
export function groupByHost<Worker extends Pick<WorkerDto, "host" | "isOnline">>(
  workers: Worker[],
  resources: Served[],
): HostOfData<Worker>[] {
  const hosts = [...new Set([...workers, ...resources].map(({ host }) => host))].toSorted();
  const known = hosts.map((host) => ({
    host,
    worker: workers.find((worker) => worker.host === host) ?? null,
    resources: resources.filter((resource) => resource.host === host),
  }));
  return known.toSorted((a, b) => danger(b) - danger(a));
}

function danger({ worker, resources }: HostOfData<Pick<WorkerDto, "isOnline">>): number {
  if (worker?.isOnline) return 0;
  return resources.length === 0 ? 1 : 2;
}
