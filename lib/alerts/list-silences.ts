import { z } from "zod";
import { loadSilences } from "#lib/alerts/load-silences.ts";
import { readVerb } from "#lib/auth/verb.ts";

/** The newest 200, those that ended included. */
export const listSilences = readVerb("alert.read", z.object({}), async (ctx) => ({
  items: await loadSilences(ctx, ctx.db, { orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: 200 }),
}));
