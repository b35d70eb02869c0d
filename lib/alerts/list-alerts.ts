import { z } from "zod";
import { loadAlerts } from "#lib/alerts/load-alerts.ts";
import { listAlertsInput } from "#lib/alerts/schema.ts";
import { readVerb } from "#lib/auth/verb.ts";
import { decodeCursor, encodeCursor } from "#lib/format/cursor.ts";

/** Newest first, by keyset. What ended before anybody was to be told is no history. */
export const listAlerts = readVerb("alert.read", listAlertsInput, async (ctx, input) => {
  const after = decodeCursor(input.cursor, z.iso.datetime());
  const startedAt = after ? new Date(after.sortValue) : null;
  const items = await loadAlerts(ctx.db, {
    where: {
      ...(input.view === "open" ? { state: { not: "resolved" } } : { firedAt: { not: null } }),
      resourceId: input.resourceId,
      severity: input.severity,
      rule: input.rule,
      ...(after && startedAt
        ? { startedAt: { lte: startedAt }, OR: [{ startedAt: { lt: startedAt } }, { id: { lt: after.id } }] }
        : {}),
    },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
  });
  const page = items.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page,
    nextCursor: items.length > input.limit && last ? encodeCursor(last.startedAt, last.id) : null,
  };
});
