import { readVerb } from "#lib/auth/verb.ts";
import { loadPolicyRules } from "#lib/retention/load-policy-rules.ts";
import { loadRetained } from "#lib/retention/load-retained.ts";
import { retentionWeakenings } from "#lib/retention/retention-weakenings.ts";
import { simulateRetentionInput } from "#lib/retention/schema.ts";
import { toPreview } from "#lib/retention/to-preview.ts";

/** What edited retention would do to every resource under the policy, before anything is saved. */
export const simulateRetention = readVerb("policy.read", simulateRetentionInput, async (ctx, input) => {
  const { rules } = await loadPolicyRules(ctx.db, input.id);
  const weakenings = retentionWeakenings(rules.retention, input.retention);
  const retained = await loadRetained(ctx.db, ctx.now(), { policyId: input.id });
  return {
    previews: retained.map((each) => toPreview(each, input.retention, ctx.now())),
    isShorter: weakenings.length > 0,
    weakenings,
  };
});
