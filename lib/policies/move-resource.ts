import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { materialiseSlots } from "#lib/schedules/materialise-slots.ts";
import { startCursors } from "#lib/schedules/start-cursors.ts";
import { applyObjectives } from "./apply-objectives.ts";
import { loadPolicy } from "./get-policy.ts";
import { policyRules } from "./schema.ts";

/**
 * Puts a resource under another policy in the caller's transaction, which holds the locks of both. What was due
 * under the old one is written down first. Whether keeping less was approved is the caller's to know.
 */
export async function moveResource(
  ctx: Context,
  tx: Transaction,
  resource: { id: string; name: string; policyId: string | null },
  policyId: string,
): Promise<void> {
  const now = ctx.now();
  const previous = resource.policyId === null ? null : await loadPolicy(tx, resource.policyId);
  const before = previous && policyRules.parse(previous.rules);
  if (previous && before) {
    await materialiseSlots(tx, { policyId: previous.id, rules: before, now, resourceId: resource.id });
  }
  const next = await loadPolicy(tx, policyId);
  const after = policyRules.parse(next.rules);
  await tx.resource.update({ where: { id: resource.id }, data: { policyId }, select: { id: true } });
  await startCursors(tx, { resourceIds: [resource.id], schedules: after.schedules, now });
  await applyObjectives(tx, [resource.id], {
    before: before?.objectives ?? null,
    after: after.objectives,
  });
  await recordAudit(tx, ctx, {
    action: "policy.attach",
    subject: { type: "resource", id: resource.id, name: resource.name },
    resourceId: resource.id,
    details: { policy: next.name, policyId, previous: previous?.name ?? null },
  });
}
