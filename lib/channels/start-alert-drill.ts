import { z } from "zod";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import type { DrillChannel } from "#lib/channels/drill-channels.ts";
import { toDrillDto } from "#lib/channels/to-drill-dto.ts";
import { actorName } from "#lib/context.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { actorId } from "#lib/users/actor-id.ts";

/**
 * Asks for a rehearsal of the alarm with every enabled channel. A worker carries it out; it has passed only when
 * every one of them accepted both the alarm and the all-clear.
 */
export const startAlertDrill = writeVerb("alert.drill", z.object({}), async (ctx, tx) => {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('alert-drill'))::text`;
  const running = await tx.alertDrill.findFirst({ where: { finishedAt: null }, select: { id: true } });
  if (running) {
    throw new AppError("CONFLICT", "An alert drill is running already.", {
      hint: "It ends within ten minutes.",
      reason: "drill-running",
    });
  }
  const enabled = await tx.channel.findMany({
    where: { isEnabled: true },
    orderBy: { name: "asc" },
    select: { id: true, name: true },
  });
  if (enabled.length === 0) {
    throw new AppError("PRECONDITION", "No channel is switched on: nobody would hear the alarm.", {
      hint: "Add a channel first.",
      reason: "no-channel",
    });
  }
  const channels: DrillChannel[] = enabled.map((each) => ({ ...each, sentAt: null, error: null }));
  const row = await tx.alertDrill.create({
    data: {
      startedAt: toDate(ctx.now()),
      channels: jsonColumn(channels),
      requestedBy: jsonColumn({ id: actorId(ctx.actor), name: actorName(ctx.actor) }),
    },
  });
  await recordAudit(tx, ctx, {
    action: "alert.drill",
    subject: { type: "alertDrill", id: row.id, name: null },
    details: { sentence: `started with ${enabled.map(({ name }) => name).join(", ")}` },
  });
  return toDrillDto(row);
});
