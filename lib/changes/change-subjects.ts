import type { Database, Transaction } from "#lib/db/client.ts";
import type { Tier } from "#lib/db/generated/client.ts";
import { retentionPlan } from "#lib/retention/schema.ts";

export interface Change {
  kind: string;
  resourceId: string | null;
  planText: string;
}

interface Subjects {
  resourceIds: string[];
  policyIds: string[];
}

/** What each request changes: its resources with their policies, and for a policy every resource under it. */
export async function changeSubjects(
  db: Database | Transaction,
  changes: readonly Change[],
): Promise<Subjects[]> {
  const asked = changes.map(({ kind, resourceId, planText }) => {
    const plan = kind === "retention" ? retentionPlan.safeParse(JSON.parse(planText)).data : undefined;
    return { resourceId, plan, underPolicy: plan?.kind === "policy" ? plan.policyId : null };
  });
  const known = (ids: (string | null)[]) => ids.flatMap((id) => (id === null ? [] : [id]));
  const resources = await db.resource.findMany({
    where: {
      OR: [
        { id: { in: known(asked.map(({ resourceId }) => resourceId)) } },
        { policyId: { in: known(asked.map(({ underPolicy }) => underPolicy)) } },
      ],
    },
    select: { id: true, policyId: true },
  });
  return asked.map(({ resourceId, plan, underPolicy }) => {
    const changed = resources.filter(({ id, policyId }) =>
      underPolicy === null ? id === resourceId : policyId === underPolicy,
    );
    const policies = known(changed.map(({ policyId }) => policyId));
    return {
      resourceIds: changed.map(({ id }) => id),
      policyIds: [...new Set([...policies, ...(plan ? [plan.policyId] : [])])],
    };
  });
}

/** The strictest tier among what it changes: it decides how long an approval is good for (T9). */
export async function changeTier(db: Database | Transaction, change: Change): Promise<Tier> {
  const resourceIds = (await changeSubjects(db, [change])).flatMap((subjects) => subjects.resourceIds);
  const critical = await db.resource.count({
    where: { id: { in: resourceIds }, system: { tier: "critical" } },
  });
  return critical > 0 ? "critical" : "standard";
}
