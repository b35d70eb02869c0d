import { readVerb } from "#lib/auth/verb.ts";
import { AppError } from "#lib/errors.ts";
import { loadResourceStatuses } from "#lib/overview/load-resource-statuses.ts";
import { loadResource } from "#lib/resources/load-resource.ts";
import { resourceIdInput } from "#lib/resources/schema.ts";

export const getResourceStatus = readVerb("resource.read", resourceIdInput, async (ctx, { id }) => {
  const [status] = await loadResourceStatuses(ctx, [await loadResource(ctx.db, id)]);
  if (!status) throw new AppError("NOT_FOUND", "There is no such resource.");
  return status;
});
