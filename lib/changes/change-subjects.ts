import type { Database, Transaction } from "#lib/db/client.ts";
import type { Tier } from "#lib/db/generated/client.ts";
import { retentionPlan } from "#lib/retention/schema.ts";

interface Change {
  kind: string;
  resourceId: string | null;
  planText: string;
}

/** What a request changes: its resources with their policies, and for a policy every resource under it. */
export async function changeSubjects(
  db: Database | Transaction,
  change: Change,
): Promise<{ resourceIds: string[]; policyIds: string[] }> {
  const plan =
    change.kind === "retention" ? retentionPlan.safeParse(JSON.parse(change.planText)).data : undefined;
  const policyId = plan?.kind === "policy" ? plan.policyId : null;
  const resources =
    policyId === null && change.resourceId === null
      ? []
      : await db.resource.findMany({
          where: policyId === null ? { id: change.resourceId ?? undefined } : { policyId },
          select: { id: true, policyId: true },
        });
  const policies = resources.flatMap((resource) => (resource.policyId === null ? [] : [resource.policyId]));
  return {
    resourceIds: resources.map(({ id }) => id),
    policyIds: [...new Set([...policies, ...(plan ? [plan.policyId] : [])])],
  };
}

/** The strictest tier among what it changes: it decides how long an approval is good for (T9). */
export async function changeTier(db: Database | Transaction, change: Change): Promise<Tier> {
  const { resourceIds } = await changeSubjects(db, change);
  const critical = await db.resource.count({
    where: { id: { in: resourceIds }, system: { tier: "critical" } },
  });
  return critical > 0 ? "critical" : "standard";
}
