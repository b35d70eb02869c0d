import type { ResourceStatus } from "#lib/overview/schema.ts";

type Row = Pick<ResourceStatus, "state" | "words"> & {
  resource: Pick<ResourceStatus["resource"], "name" | "host" | "tier">;
};

const urgency: Record<ResourceStatus["state"], number> = { bad: 0, unknown: 1, warning: 2, good: 3 };

/** What needs a person first, then by name. */
export function orderResources<T extends Row>(resources: readonly T[]): T[] {
  return [...resources].sort(
    (a, b) => urgency[a.state] - urgency[b.state] || a.resource.name.localeCompare(b.resource.name, "en"),
  );
}

export function matchesFilter(status: Row, text: string, isTroubledOnly: boolean): boolean {
  if (isTroubledOnly && status.state === "good") return false;
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return true;
  const { name, host, tier } = status.resource;
  return [name, host, tier, ...status.words].some((word) => word.toLowerCase().includes(wanted));
}
