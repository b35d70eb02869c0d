import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { resourceRows, toResourceDto } from "#lib/resources/to-resource-dto.ts";

export const listResources = readVerb("resource.read", z.object({}), async (ctx) => {
  const rows = await ctx.db.resource.findMany({
    include: resourceRows,
    orderBy: { name: "asc" },
    take: 1000,
  });
  return { items: rows.map(toResourceDto) };
});
