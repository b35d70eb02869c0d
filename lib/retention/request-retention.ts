import { writeVerb } from "#lib/auth/verb.ts";
import { AppError } from "#lib/errors.ts";
import { isolate } from "#lib/format/isolate.ts";
import { lockPolicies } from "#lib/policies/lock-policies.ts";
import { insertRequest } from "#lib/retention/insert-request.ts";
import { loadPolicyRules } from "#lib/retention/load-policy-rules.ts";
import { loadRetained } from "#lib/retention/load-retained.ts";
import { notWeaker } from "#lib/retention/not-weaker.ts";
import { retentionWeakenings } from "#lib/retention/retention-weakenings.ts";
import { requestRetentionInput } from "#lib/retention/schema.ts";
import { toPreview } from "#lib/retention/to-preview.ts";

/** Asks to keep less under a policy. Nothing changes until somebody else approved exactly this (T1, T16). */
export const requestRetention = writeVerb(
  "policy.shortenRetention",
  requestRetentionInput,
  async (ctx, tx, input) => {
    await lockPolicies(tx, [input.id]);
    const { policy, rules } = await loadPolicyRules(tx, input.id);
    if (policy.version !== input.version) {
      throw new AppError("CONFLICT", `Somebody has changed ${isolate(policy.name)} in the meantime.`, {
        hint: "Look at the policy as it is now, then ask again.",
        reason: "stale-version",
      });
    }
    if (retentionWeakenings(rules.retention, input.retention).length === 0) throw notWeaker();
    const resources = await tx.resource.findMany({
      where: { policyId: policy.id },
      select: { id: true, name: true },
      orderBy: { id: "asc" },
    });
    const retained = await loadRetained(tx, ctx.now(), { policyId: policy.id });
    return insertRequest(ctx, tx, {
      plan: {
        kind: "policy",
        policyId: policy.id,
        policyName: policy.name,
        policyVersion: policy.version,
        resourceId: null,
        resources,
        before: rules.retention,
        after: input.retention,
      },
      previews: retained.map((each) => toPreview(each, input.retention, ctx.now())),
      reason: input.reason,
      resource: null,
    });
  },
);
