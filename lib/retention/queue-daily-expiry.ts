import type { Context } from "#lib/context.ts";
import { toDate } from "#lib/db/rows.ts";
import { DAY_MICROS } from "#lib/retention/calendar.ts";
import { queueExpiry } from "#lib/retention/queue-expiry.ts";

/**
 * Retention goes on when no backups are made: once a day, for resources of a host with sets old enough to have been
 * seen by an earlier expiry.
 */
export async function queueDailyExpiry(ctx: Context, host: string): Promise<void> {
  const since = ctx.now() - DAY_MICROS;
  const due = await ctx.db.resource.findMany({
    where: {
      host,
      state: "protected",
      policyId: { not: null },
      sets: { some: { state: "present", stoppedAtMicros: { lt: since } } },
      operations: { none: { kind: "expire", createdAt: { gte: toDate(since) } } },
    },
    select: { id: true },
  });
  if (due.length === 0) return;
  await ctx.db.$transaction((tx) =>
    queueExpiry(
      ctx,
      tx,
      due.map(({ id }) => id),
    ),
  );
}
