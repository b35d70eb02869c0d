import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { loadRepository } from "#lib/repositories/load-repository.ts";

export const listRepositories = readVerb("repository.read", z.object({}), async (ctx) => {
  const rows = await ctx.db.repository.findMany({
    select: { id: true },
    orderBy: { name: "asc" },
    take: 200,
  });
  return { items: await Promise.all(rows.map(({ id }) => loadRepository(ctx.db, id))) };
});
