import { recordAudit } from "#lib/audit/record-audit.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { isolate } from "#lib/format/isolate.ts";
import { materialiseSlots } from "#lib/schedules/materialise-slots.ts";
import { startCursors } from "#lib/schedules/start-cursors.ts";
import { applyObjectives } from "./apply-objectives.ts";
import { loadPolicy } from "./get-policy.ts";
import { nameTaken } from "./name-taken.ts";
import { type PolicyRules, policyRules } from "./schema.ts";

/**
 * Puts new rules in force in the caller's transaction, which holds the policy's lock. What was due under the old
 * ones is written down first, so that no run is lost between the two. Throws CONFLICT when the policy is no longer
 * at `version`. Whether keeping less was approved is the caller's to know.
 */
export async function changeRules(
  ctx: Context,
  tx: Transaction,
  change: { id: string; version: number; name: string; rules: PolicyRules },
): Promise<void> {
  const row = await loadPolicy(tx, change.id);
  const before = policyRules.parse(row.rules);
  const now = ctx.now();
  await materialiseSlots(tx, { policyId: row.id, rules: before, now });
  const changed = await tx.policy
    .updateMany({
      where: { id: row.id, version: change.version },
      data: {
        // A worker may change the rules of a policy, not what it is called.
        ...(change.name === row.name ? {} : { name: change.name }),
        rules: jsonColumn(change.rules),
        version: { increment: 1 },
        updatedAt: toDate(now),
      },
    })
    .catch((cause: unknown) => nameTaken(change.name, cause));
  if (changed.count === 0) {
    throw new AppError("CONFLICT", `Somebody has changed ${isolate(row.name)} in the meantime.`, {
      hint: "Look at the policy as it is now, then make your change again.",
      reason: "stale-version",
    });
  }
  const resourceIds = row.resources.map(({ id }) => id);
  await startCursors(tx, { resourceIds, schedules: change.rules.schedules, now });
  await applyObjectives(tx, resourceIds, { before: before.objectives, after: change.rules.objectives });
  await recordAudit(tx, ctx, {
    action: "policy.update",
    subject: { type: "policy", id: row.id, name: change.name },
    details: { before, after: change.rules, version: change.version + 1 },
  });
}
