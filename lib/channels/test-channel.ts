import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { pageUrl } from "#lib/channels/rules.ts";
import { channelIdInput, type DeliveryMessage } from "#lib/channels/schema.ts";
import { deliveryRows, toDeliveryDto } from "#lib/channels/to-delivery-dto.ts";
import type { Context } from "#lib/context.ts";
import { actorName } from "#lib/context.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { isolate } from "#lib/format/isolate.ts";

/** Sends a test message, also through a channel that is switched off. What became of it is in the delivery. */
export const testChannel = writeVerb("channel.test", channelIdInput, async (ctx, tx, input) => {
  const channel = await tx.channel.findUnique({ where: { id: input.id } });
  if (!channel) throw new AppError("NOT_FOUND", "There is no such channel.");
  const at = toDate(ctx.now());
  const row = await tx.delivery.create({
    data: {
      channelId: channel.id,
      event: "test",
      message: jsonColumn(testMessage(ctx, channel.name, at)),
      nextAttemptAt: at,
      createdAt: at,
    },
    include: deliveryRows,
  });
  await recordAudit(tx, ctx, {
    action: "channel.test",
    subject: { type: "channel", id: channel.id, name: channel.name },
    details: { deliveryId: row.id },
  });
  return toDeliveryDto(row, false);
});

function testMessage(ctx: Context, channelName: string, at: Date): DeliveryMessage {
  return {
    event: "test",
    rule: null,
    severity: "info",
    alertId: null,
    subject: channelName,
    summary: `test message, asked for by ${isolate(actorName(ctx.actor))}`,
    hint: "Nothing is wrong. If you can read this, alerts reach you here.",
    at: at.toISOString(),
    url: pageUrl(ctx.installation.origin, "/settings/channels"),
  };
}
