import type { Database, Transaction } from "#lib/db/client.ts";
import { toDate } from "#lib/db/rows.ts";
import { holdsEnd } from "#lib/restores/rules.ts";
import { type SafetyBackup, wayBackTaken } from "#lib/restores/schema.ts";

interface Taken {
  id: string;
  resourceId: string;
  wayBack: unknown;
}

/** By the restore's id: whether the safety backup that it took is still in its repository, and held there. */
export async function loadSafetyBackups(
  db: Database | Transaction,
  now: bigint,
  restores: readonly Taken[],
): Promise<Map<string, SafetyBackup>> {
  const taken = restores.flatMap(({ id, resourceId, wayBack }) => {
    const known = wayBackTaken.nullable().parse(wayBack);
    return known?.kind === "backup" ? [{ id, resourceId, ...known }] : [];
  });
  if (taken.length === 0) return new Map();
  const where = {
    resourceId: { in: taken.map(({ resourceId }) => resourceId) },
    label: { in: taken.map(({ label }) => label) },
  };
  const select = { resourceId: true, repositoryId: true, label: true };
  const sets = await db.backupSet.findMany({ where: { ...where, state: "present" }, select });
  const holds = await db.hold.findMany({
    // What an open request holds ends with it, whenever that is.
    where: { ...where, restoreId: null },
    select: { ...select, expiresAt: true, releasedAt: true },
  });
  return new Map(
    taken.map((one) => {
      const isOfIt = (row: Pick<(typeof taken)[number], "resourceId" | "repositoryId" | "label">) =>
        row.resourceId === one.resourceId && row.repositoryId === one.repositoryId && row.label === one.label;
      const end = holdsEnd(holds.filter(isOfIt));
      return [
        one.id,
        {
          isStored: sets.some(isOfIt),
          isHeld: end > toDate(now).getTime(),
          heldUntil: Number.isFinite(end) ? new Date(end).toISOString() : null,
        },
      ];
    }),
  );
}
