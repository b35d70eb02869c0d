import { readVerb } from "#lib/auth/verb.ts";
import { loadHolds } from "#lib/retention/load-holds.ts";
import { listHoldsInput } from "#lib/retention/schema.ts";

/** What must not expire, and why. */
export const listHolds = readVerb("hold.read", listHoldsInput, async (ctx, { resourceId }) => ({
  items: await loadHolds(ctx.db, ctx.now(), { resourceId }),
}));
