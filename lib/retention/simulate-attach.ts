import { readVerb } from "#lib/auth/verb.ts";
import { loadResource } from "#lib/resources/load-resource.ts";
import { findAttachWeakenings } from "#lib/retention/find-attach-weakenings.ts";
import { loadPolicyRules } from "#lib/retention/load-policy-rules.ts";
import { loadRetained } from "#lib/retention/load-retained.ts";
import { simulateAttachInput } from "#lib/retention/schema.ts";
import { toPreview } from "#lib/retention/to-preview.ts";

/** What another policy would do to a resource, before it is put under it. */
export const simulateAttach = readVerb("policy.read", simulateAttachInput, async (ctx, input) => {
  const resource = await loadResource(ctx.db, input.id);
  const { retention } = (await loadPolicyRules(ctx.db, input.policyId)).rules;
  const { weakenings } = await findAttachWeakenings(ctx.db, resource, retention);
  const retained = await loadRetained(ctx.db, ctx.now(), { id: input.id });
  return {
    previews: retained.map((each) => toPreview(each, retention, ctx.now())),
    isShorter: weakenings.length > 0,
    weakenings,
  };
});
