import { readVerb } from "#lib/auth/verb.ts";
import { loadChangeRow, toChangeDto } from "#lib/changes/load-change.ts";
import { changeIdInput } from "#lib/changes/schema.ts";

export const getChange = readVerb("change.read", changeIdInput, async (ctx, { id }) =>
  toChangeDto(ctx, ctx.db, await loadChangeRow(ctx.db, id)),
);
