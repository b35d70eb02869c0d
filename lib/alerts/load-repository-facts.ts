import type { RepositoryFacts } from "#lib/alerts/facts.ts";
import type { Transaction } from "#lib/db/client.ts";
import { type AlertThresholds, alertThresholds } from "#lib/policies/schema.ts";

export async function loadRepositoryFacts(
  tx: Transaction,
  thresholds: ReadonlyMap<string, AlertThresholds>,
): Promise<RepositoryFacts[]> {
  const rows = await tx.repository.findMany({
    select: {
      id: true,
      name: true,
      host: true,
      totalBytes: true,
      freeBytes: true,
      resources: { include: { resource: { select: { name: true, host: true } } } },
    },
  });
  return rows.map(({ id, name, host, totalBytes, freeBytes, resources }) => ({
    id,
    name,
    host,
    disk:
      totalBytes === null || freeBytes === null
        ? null
        : { totalBytes: Number(totalBytes), freeBytes: Number(freeBytes) },
    fullPercent: Math.min(
      ...resources.map(
        (each) => (thresholds.get(each.resourceId) ?? alertThresholds.parse({})).repositoryFullPercent,
      ),
      ...(resources.length === 0 ? [alertThresholds.parse({}).repositoryFullPercent] : []),
    ),
    readers: resources.map((each) => ({
      resourceId: each.resourceId,
      resourceName: each.resource.name,
      host: each.resource.host,
      failing: each.readFailedSince && {
        sinceMs: each.readFailedSince.getTime(),
        error: each.readError ?? "It cannot be read.",
        hint: each.readHint,
      },
    })),
  }));
}
