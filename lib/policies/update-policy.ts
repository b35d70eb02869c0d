import { writeVerb } from "#lib/auth/verb.ts";
import { retentionWeakenings } from "#lib/retention/retention-weakenings.ts";
import { changeRules } from "./change-rules.ts";
import { loadPolicy } from "./get-policy.ts";
import { lockPolicies } from "./lock-policies.ts";
import { needsApproval } from "./needs-approval.ts";
import { assertSchedules } from "./rules.ts";
import { policyRules, updatePolicyInput } from "./schema.ts";
import { toPolicyDto } from "./to-policy-dto.ts";

/** Changes a policy, unless it would keep backups for less time: that needs an approved request (T13, T16). */
export const updatePolicy = writeVerb("policy.update", updatePolicyInput, async (ctx, tx, input) => {
  assertSchedules(input.rules.schedules);
  await lockPolicies(tx, [input.id]);
  const before = policyRules.parse((await loadPolicy(tx, input.id)).rules);
  const weakenings = retentionWeakenings(before.retention, input.rules.retention);
  if (weakenings.length > 0) throw needsApproval(weakenings);
  await changeRules(ctx, tx, input);
  return toPolicyDto(await loadPolicy(tx, input.id), ctx.now());
});
