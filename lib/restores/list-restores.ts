import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { toDate } from "#lib/db/rows.ts";
import { decodeCursor, encodeCursor } from "#lib/format/cursor.ts";
import { restoreRows, toRestoreListItems } from "#lib/restores/load-restore.ts";
import { listRestoresInput } from "#lib/restores/schema.ts";

const changeNumber = z.string().regex(/^\d{1,9}$/);

/** Newest first. `waiting` is the approvals inbox: asked for, not decided, not run out. */
export const listRestores = readVerb("restore.read", listRestoresInput, async (ctx, input) => {
  const after = decodeCursor(input.cursor, changeNumber);
  const rows = await ctx.db.restore.findMany({
    where: {
      resourceId: input.resourceId,
      change: {
        ...(input.waiting ? { decision: "requested", expiresAt: { gt: toDate(ctx.now()) } } : {}),
        ...(after ? { number: { lt: Number(after.sortValue) } } : {}),
      },
    },
    include: restoreRows,
    orderBy: { change: { number: "desc" } },
    take: input.limit + 1,
  });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: await toRestoreListItems(ctx, ctx.db, page),
    nextCursor: rows.length > input.limit && last ? encodeCursor(String(last.change.number), last.id) : null,
  };
});
