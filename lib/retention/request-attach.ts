import { writeVerb } from "#lib/auth/verb.ts";
import { lockPolicies } from "#lib/policies/lock-policies.ts";
import { loadResource } from "#lib/resources/load-resource.ts";
import { findAttachWeakenings } from "#lib/retention/find-attach-weakenings.ts";
import { insertRequest } from "#lib/retention/insert-request.ts";
import { loadPolicyRules } from "#lib/retention/load-policy-rules.ts";
import { loadRetained } from "#lib/retention/load-retained.ts";
import { notWeaker } from "#lib/retention/not-weaker.ts";
import { requestAttachInput } from "#lib/retention/schema.ts";
import { toPreview } from "#lib/retention/to-preview.ts";

/** Asks to put a resource under a policy that keeps less than its present one. */
export const requestAttach = writeVerb(
  "policy.shortenRetention",
  requestAttachInput,
  async (ctx, tx, input) => {
    const { policyId } = await loadResource(tx, input.id);
    await lockPolicies(tx, [policyId, input.policyId]);
    const resource = await loadResource(tx, input.id);
    const { policy, rules } = await loadPolicyRules(tx, input.policyId);
    const { before, weakenings } = await findAttachWeakenings(tx, resource, rules.retention);
    if (weakenings.length === 0) throw notWeaker();
    const retained = await loadRetained(tx, ctx.now(), { id: resource.id });
    return insertRequest(ctx, tx, {
      plan: {
        kind: "attach",
        policyId: policy.id,
        policyName: policy.name,
        policyVersion: policy.version,
        resourceId: resource.id,
        before,
        after: rules.retention,
      },
      previews: retained.map((each) => toPreview(each, rules.retention, ctx.now())),
      reason: input.reason,
      resource,
    });
  },
);
