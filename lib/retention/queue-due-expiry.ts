import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { loadRetained } from "#lib/retention/load-retained.ts";
import { queueExpiry } from "#lib/retention/queue-expiry.ts";
import { planExpiry } from "#lib/retention/rules.ts";

/** Queues an expiry of a resource when something of it has to go by now: an empty one would only be in the way. */
export async function queueDueExpiry(ctx: Context, tx: Transaction, resourceId: string): Promise<void> {
  const now = ctx.now();
  const retained = await loadRetained(tx, now, { id: resourceId });
  const isDue = retained.some(
    ({ sets, holds, policy }) =>
      planExpiry({ sets, holds, rules: policy?.retention ?? null, now }).expire.length > 0,
  );
  if (isDue) await queueExpiry(ctx, tx, [resourceId]);
}
