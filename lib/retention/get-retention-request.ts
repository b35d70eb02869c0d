import { readVerb } from "#lib/auth/verb.ts";
import { loadRetentionRequest } from "#lib/retention/load-retention-request.ts";
import { retentionRequestInput } from "#lib/retention/schema.ts";

export const getRetentionRequest = readVerb("change.read", retentionRequestInput, (ctx, { id }) =>
  loadRetentionRequest(ctx, ctx.db, id),
);
