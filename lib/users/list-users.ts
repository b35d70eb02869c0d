import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { toUserDto, userWithRoles } from "#lib/users/to-user-dto.ts";

export const listUsers = readVerb("user.read", z.object({}), async (ctx) => {
  const rows = await ctx.db.user.findMany({ include: userWithRoles, orderBy: { name: "asc" }, take: 1000 });
  return { items: rows.map(toUserDto) };
});
