import { readVerb } from "#lib/auth/verb.ts";
import { listPausesInput } from "./schema.ts";
import { pauseRows, toPauseDto } from "./to-pause-dto.ts";

/** Newest first, with those that have ended. */
export const listPauses = readVerb("slot.read", listPausesInput, async (ctx, { resourceId }) => {
  const rows = await ctx.db.pause.findMany({
    where: { resourceId },
    include: pauseRows,
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  return { items: rows.map((row) => toPauseDto(row, ctx.now())) };
});
