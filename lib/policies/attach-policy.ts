import { writeVerb } from "#lib/auth/verb.ts";
import type { Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { retentionWeakenings } from "#lib/retention/retention-weakenings.ts";
import { loadPolicy } from "./get-policy.ts";
import { lockPolicies } from "./lock-policies.ts";
import { moveResource } from "./move-resource.ts";
import { needsApproval } from "./needs-approval.ts";
import { attachPolicyInput, policyRules, type RetentionRules } from "./schema.ts";
import { toPolicyDto } from "./to-policy-dto.ts";

/** Puts a resource under a policy that keeps no less than its present one. */
export const attachPolicy = writeVerb("policy.attach", attachPolicyInput, async (ctx, tx, input) => {
  const held = await findResource(tx, input.id);
  await lockPolicies(tx, [held.policyId, input.policyId]);
  const resource = await findResource(tx, input.id);
  if (resource.policyId !== held.policyId) {
    throw new AppError(
      "CONFLICT",
      `Somebody has put ${resource.name} under another policy in the meantime.`,
      {
        reason: "stale-version",
      },
    );
  }
  if (resource.policyId === input.policyId) {
    throw new AppError("CONFLICT", `${resource.name} is under that policy already.`, { reason: "unchanged" });
  }
  const after = await rulesOf(tx, input.policyId);
  const keepsNothing = resource.policyId === null && resource._count.sets === 0;
  const weakenings = keepsNothing
    ? []
    : retentionWeakenings(resource.policyId === null ? null : await rulesOf(tx, resource.policyId), after);
  if (weakenings.length > 0) throw needsApproval(weakenings);
  await moveResource(ctx, tx, resource, input.policyId);
  return toPolicyDto(await loadPolicy(tx, input.policyId), ctx.now());
});

async function findResource(tx: Transaction, id: string) {
  const row = await tx.resource.findUnique({
    where: { id },
    select: { id: true, name: true, policyId: true, _count: { select: { sets: true } } },
  });
  if (!row) throw new AppError("NOT_FOUND", "There is no such resource.");
  return row;
}

async function rulesOf(tx: Transaction, policyId: string): Promise<RetentionRules> {
  return policyRules.parse((await loadPolicy(tx, policyId)).rules).retention;
}
