import { readVerb } from "#lib/auth/verb.ts";
import { loadResource } from "#lib/resources/load-resource.ts";
import { loadRetained } from "#lib/retention/load-retained.ts";
import { retentionOfInput } from "#lib/retention/schema.ts";
import { toPreview } from "#lib/retention/to-preview.ts";

/** What is kept of a resource, why, and when it goes, under the policy it has. */
export const getRetention = readVerb("policy.read", retentionOfInput, async (ctx, { id }) => {
  await loadResource(ctx.db, id);
  const retained = await loadRetained(ctx.db, ctx.now(), { id });
  const policy = retained[0]?.policy ?? null;
  return {
    policy: policy && { id: policy.id, name: policy.name },
    previews: retained.map((each) => toPreview(each, policy?.retention ?? null, ctx.now())),
  };
});
