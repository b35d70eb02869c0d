import { readVerb } from "#lib/auth/verb.ts";
import { loadRestore } from "#lib/restores/load-restore.ts";
import { restoreIdInput } from "#lib/restores/schema.ts";

export const getRestore = readVerb("restore.read", restoreIdInput, (ctx, { id }) =>
  loadRestore(ctx, ctx.db, id),
);
