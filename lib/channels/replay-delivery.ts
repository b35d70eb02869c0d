import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { deliveryIdInput } from "#lib/channels/schema.ts";
import { deliveryRows, toDeliveryDto } from "#lib/channels/to-delivery-dto.ts";
import { isUniqueViolation, jsonColumn, toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { isolate } from "#lib/format/isolate.ts";

/** Puts what a dead letter said into the outbox again, once; the dead letter stays as it is. */
export const replayDelivery = writeVerb("delivery.replay", deliveryIdInput, async (ctx, tx, input) => {
  const dead = await tx.delivery.findUnique({ where: { id: input.id }, include: { channel: true } });
  if (!dead) throw new AppError("NOT_FOUND", "There is no such delivery.");
  if (dead.state !== "dead") {
    throw new AppError("CONFLICT", "Only what was given up can be delivered again.", { reason: "not-dead" });
  }
  if (!dead.channel.isEnabled) {
    throw new AppError("PRECONDITION", `The channel ${isolate(dead.channel.name)} is switched off.`, {
      hint: "Switch it on, then try again.",
      reason: "channel-disabled",
    });
  }
  const at = toDate(ctx.now());
  const row = await tx.delivery
    .create({
      data: {
        channelId: dead.channelId,
        alertId: dead.alertId,
        event: dead.event,
        message: jsonColumn(dead.message),
        accepted: jsonColumn(dead.accepted),
        nextAttemptAt: at,
        createdAt: at,
        replayOfId: dead.id,
      },
      include: deliveryRows,
    })
    .catch((cause: unknown) => {
      if (!isUniqueViolation(cause)) throw cause;
      throw new AppError("CONFLICT", "This is being delivered again already.", { reason: "replayed", cause });
    });
  await recordAudit(tx, ctx, {
    action: "delivery.replay",
    subject: { type: "channel", id: dead.channelId, name: dead.channel.name },
    details: { deadId: dead.id, deliveryId: row.id, alertId: dead.alertId },
  });
  return toDeliveryDto(row, false);
});
