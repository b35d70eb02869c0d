import { z } from "zod";
import type { Database, Transaction } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { toDate } from "#lib/db/rows.ts";
import type { HoldDto } from "#lib/retention/schema.ts";

const ownerSnapshot = z.object({ name: z.string() });

/** Holds that are in force, newest first. */
export async function loadHolds(
  db: Database | Transaction,
  now: bigint,
  where: Prisma.HoldWhereInput,
): Promise<HoldDto[]> {
  const rows = await db.hold.findMany({
    where: { ...where, releasedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: toDate(now) } }] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const select = { id: true, name: true };
  const resources = await db.resource.findMany({
    where: { id: { in: rows.map(({ resourceId }) => resourceId) } },
    select,
  });
  const repositories = await db.repository.findMany({
    where: { id: { in: rows.map(({ repositoryId }) => repositoryId) } },
    select,
  });
  return rows.flatMap((row) => {
    const resource = resources.find(({ id }) => id === row.resourceId);
    const repository = repositories.find(({ id }) => id === row.repositoryId);
    if (!resource || !repository) return [];
    return [
      {
        id: row.id,
        resource,
        repository,
        label: row.label,
        reason: row.reason,
        owner: row.owner === null ? null : ownerSnapshot.parse(row.owner).name,
        createdAt: row.createdAt.toISOString(),
        expiresAt: row.expiresAt?.toISOString() ?? null,
      },
    ];
  });
}
