import { alertCatalogue } from "#lib/alerts/catalogue.ts";
import type { Condition } from "#lib/alerts/states.ts";
import type { Database, Transaction } from "#lib/db/client.ts";

export function drillFingerprint(drillId: string): string {
  return `alert-drill:${drillId}`;
}

/**
 * The made-up conditions of running drills. Each holds until its alert has fired and is gone in the next round, so
 * that the alarm takes exactly the way of a real one, to the end.
 */
export async function loadDrillConditions(db: Database | Transaction): Promise<Condition[]> {
  const drills = await db.alertDrill.findMany({ where: { finishedAt: null }, select: { id: true } });
  if (drills.length === 0) return [];
  const fired = await db.alert.findMany({
    where: { fingerprint: { in: drills.map(({ id }) => drillFingerprint(id)) }, firedAt: { not: null } },
    select: { fingerprint: true },
  });
  const done = new Set(fired.map(({ fingerprint }) => fingerprint));
  return drills
    .filter(({ id }) => !done.has(drillFingerprint(id)))
    .map(({ id }) => ({
      fingerprint: drillFingerprint(id),
      rule: "alert-drill",
      severity: alertCatalogue["alert-drill"].severity,
      resourceId: null,
      subject: "alert drill",
      summary: "This is a rehearsal: nothing is wrong. It proves that alerts reach you here.",
      hint: "The all-clear follows in a moment.",
      details: { drillId: id },
      explains: [],
    }));
}
