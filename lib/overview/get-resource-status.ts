import { readVerb } from "#lib/auth/verb.ts";
import { loadResourceStatus } from "#lib/overview/load-resource-status.ts";
import { loadResource } from "#lib/resources/load-resource.ts";
import { resourceIdInput } from "#lib/resources/schema.ts";

export const getResourceStatus = readVerb("resource.read", resourceIdInput, async (ctx, { id }) =>
  loadResourceStatus(ctx, await loadResource(ctx.db, id)),
);
