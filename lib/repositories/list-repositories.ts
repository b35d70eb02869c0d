import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { loadRepositories } from "#lib/repositories/load-repository.ts";

export const listRepositories = readVerb("repository.read", z.object({}), async (ctx) => {
  const rows = await ctx.db.repository.findMany({
    select: { id: true },
    orderBy: { name: "asc" },
    take: 200,
  });
  const ids = rows.map(({ id }) => id);
  return { items: await loadRepositories(ctx.db, ids) };
});
