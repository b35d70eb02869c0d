import { readVerb } from "#lib/auth/verb.ts";
import { actorId } from "#lib/users/actor-id.ts";
import { listViewsInput } from "#lib/views/schema.ts";

const MOST = 50;

export const listViews = readVerb("view.list", listViewsInput, async (ctx, { page }) => {
  const userId = actorId(ctx.actor);
  if (userId === null) return { items: [] };
  return {
    items: await ctx.db.savedView.findMany({
      where: { userId, page },
      orderBy: { name: "asc" },
      select: { id: true, name: true, query: true },
      take: MOST,
    }),
  };
});
