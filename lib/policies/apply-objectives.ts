import type { Transaction } from "#lib/db/client.ts";
import type { PolicyRules } from "./schema.ts";

type Objectives = PolicyRules["objectives"];

/** Hands a policy's objectives on to resources that still have the previous ones: their own deviation stays. */
export async function applyObjectives(
  tx: Transaction,
  resourceIds: string[],
  change: { before: Objectives | null; after: Objectives },
): Promise<void> {
  const kinds = [
    { kind: "rpo", before: change.before?.rpoSeconds, after: change.after.rpoSeconds },
    { kind: "rto", before: change.before?.rtoSeconds, after: change.after.rtoSeconds },
  ] as const;
  for (const { kind, before, after } of kinds) {
    await tx.objective.createMany({
      data: resourceIds.map((resourceId) => ({ resourceId, kind, targetSeconds: after })),
      skipDuplicates: true,
    });
    if (before === undefined || before === after) continue;
    await tx.objective.updateMany({
      where: { resourceId: { in: resourceIds }, kind, targetSeconds: before },
      data: { targetSeconds: after },
    });
  }
}
