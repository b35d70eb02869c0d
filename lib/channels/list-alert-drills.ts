import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { findNextDrill } from "#lib/channels/find-next-drill.ts";
import { toDrillDto } from "#lib/channels/to-drill-dto.ts";

/** The latest rehearsals, newest first. */
export const listAlertDrills = readVerb("channel.read", z.object({}), async (ctx) => {
  const rows = await ctx.db.alertDrill.findMany({ orderBy: { startedAt: "desc" }, take: 50 });
  const next = await findNextDrill(ctx.db);
  return { items: rows.map(toDrillDto), nextAutomaticAt: next?.toISOString() ?? null };
});
