import { z } from "zod";
import { loadWatch } from "#lib/alerts/load-watch.ts";
import type { WatchState } from "#lib/alerts/schema.ts";
import { readVerb } from "#lib/auth/verb.ts";

/** Whether anybody is watching, and what is firing. */
export const getWatch = readVerb("alert.read", z.object({}), async (ctx): Promise<WatchState> => {
  const [{ problems }, critical, warning, unacknowledged] = await Promise.all([
    loadWatch(ctx.db, ctx.now()),
    ctx.db.alert.count({ where: { state: "firing", severity: "critical" } }),
    ctx.db.alert.count({ where: { state: "firing", severity: "warning" } }),
    ctx.db.alert.count({
      where: {
        state: "firing",
        severity: { not: "info" },
        acknowledgedAt: null,
        silencedById: null,
        inhibitedById: null,
      },
    }),
  ]);
  return { isWatching: problems.length === 0, problems, firing: { critical, warning, unacknowledged } };
});
