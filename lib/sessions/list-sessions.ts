import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { toDate } from "#lib/db/rows.ts";
import { ABSOLUTE_MICROS, IDLE_MICROS } from "#lib/sessions/rules.ts";

export const listSessions = readVerb("session.list", z.object({}), async (ctx) => {
  const { actor } = ctx;
  if (actor.kind !== "user") return { items: [] };
  const rows = await ctx.db.session.findMany({
    where: {
      userId: actor.id,
      revokedAt: null,
      lastActiveAt: { gt: toDate(ctx.now() - IDLE_MICROS) },
      createdAt: { gt: toDate(ctx.now() - ABSOLUTE_MICROS) },
    },
    orderBy: { lastActiveAt: "desc" },
    take: 100,
  });
  return {
    items: rows.map((row) => ({
      id: row.id,
      isCurrent: row.id === actor.sessionId,
      createdAt: row.createdAt.toISOString(),
      lastActiveAt: row.lastActiveAt.toISOString(),
      userAgent: row.userAgent,
      address: row.address,
    })),
  };
});
