import { isTold } from "#lib/channels/rules.ts";
import { type DeliveryMessage, deliveryMessage } from "#lib/channels/schema.ts";
import type { Transaction } from "#lib/db/client.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";

/**
 * Writes the message into the outbox of every enabled channel that wants to know, in the caller's transaction: it is
 * sent exactly when what it tells about is true. `only` names the channels instead. Returns how many are told.
 */
export async function notify(
  tx: Transaction,
  input: { message: DeliveryMessage; alertId: string | null; now: bigint; only?: readonly string[] },
): Promise<number> {
  const message = deliveryMessage.parse(input.message);
  const channels = await tx.channel.findMany({
    where: input.only ? { id: { in: [...input.only] } } : { isEnabled: true },
    select: { id: true, minimumSeverity: true },
  });
  const told = channels.filter((each) => input.only !== undefined || isTold(each.minimumSeverity, message));
  const at = toDate(input.now);
  const { count } = await tx.delivery.createMany({
    data: told.map(({ id }) => ({
      channelId: id,
      alertId: input.alertId,
      event: message.event,
      message: jsonColumn(message),
      nextAttemptAt: at,
      createdAt: at,
    })),
  });
  return count;
}
