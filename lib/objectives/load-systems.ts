import type { Database, Transaction } from "#lib/db/client.ts";
import type { SystemDto } from "#lib/objectives/schema.ts";

/** Every system that has resources, or the one asked for; resources in recovery order, equal ones by name. */
export async function loadSystems(db: Database | Transaction, id?: string): Promise<SystemDto[]> {
  const rows = await db.system.findMany({
    where: id === undefined ? {} : { id },
    include: {
      resources: {
        select: { id: true, name: true },
        orderBy: [{ recoveryOrder: "asc" }, { name: "asc" }],
        take: 1000,
      },
    },
    orderBy: [{ tier: "asc" }, { name: "asc" }],
    take: 200,
  });
  return rows
    .filter((row) => id !== undefined || row.resources.length > 0)
    .map(({ resources, ...row }) => ({ id: row.id, name: row.name, tier: row.tier, resources }));
}
