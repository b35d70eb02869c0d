import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { toTokenDto } from "#lib/tokens/to-token-dto.ts";
import { actorId } from "#lib/users/actor-id.ts";

export const listTokens = readVerb("token.list", z.object({}), async (ctx) => {
  const userId = actorId(ctx.actor);
  if (userId === null) return { items: [] };
  const rows = await ctx.db.apiToken.findMany({
    where: { userId },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  return { items: rows.map(toTokenDto) };
});
