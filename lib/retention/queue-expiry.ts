import { authorize } from "#lib/auth/authorize.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { insertOperation } from "#lib/operations/insert-operation.ts";

/** Queues an expiry of each resource that has a policy, unless one is waiting already. */
export async function queueExpiry(ctx: Context, tx: Transaction, resourceIds: string[]): Promise<void> {
  authorize(ctx, "retention.expire");
  const resources = await tx.resource.findMany({
    where: {
      id: { in: resourceIds },
      state: "protected",
      policyId: { not: null },
      operations: { none: { kind: "expire", status: "queued" } },
    },
    select: { id: true, host: true },
  });
  for (const { id, host } of resources)
    await insertOperation(ctx, tx, { kind: "expire", host, resourceId: id });
}
