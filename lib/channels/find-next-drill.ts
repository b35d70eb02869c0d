import { nextDrillAt } from "#lib/channels/rules.ts";
import type { Database } from "#lib/db/client.ts";

/** When the next alert drill runs by itself; null while no channel is enabled. */
export async function findNextDrill(db: Database): Promise<Date | null> {
  const last = await db.alertDrill.findFirst({ orderBy: { startedAt: "desc" }, select: { startedAt: true } });
  const oldest = await db.channel.findFirst({
    where: { isEnabled: true },
    orderBy: { createdAt: "asc" },
    select: { createdAt: true },
  });
  return nextDrillAt(last?.startedAt ?? null, oldest?.createdAt ?? null);
}
