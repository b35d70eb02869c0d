import { type DeliveryDto, deliveryMessage } from "#lib/channels/schema.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";

export const deliveryRows = {
  channel: { select: { id: true, name: true } },
} satisfies Prisma.DeliveryInclude;
type Row = Prisma.DeliveryGetPayload<{ include: typeof deliveryRows }>;

/** Rows of the outbox as they are shown. */
export async function toDeliveryDtos(db: Database | Transaction, rows: Row[]): Promise<DeliveryDto[]> {
  const replays = await db.delivery.findMany({
    where: { replayOfId: { in: rows.map(({ id }) => id) } },
    select: { replayOfId: true },
  });
  const replayed = new Set(replays.map(({ replayOfId }) => replayOfId));
  return rows.map((row) => toDeliveryDto(row, replayed.has(row.id)));
}

export function toDeliveryDto(row: Row, isReplayed: boolean): DeliveryDto {
  return {
    id: row.id,
    channel: row.channel,
    alertId: row.alertId,
    message: deliveryMessage.parse(row.message),
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.state === "pending" ? row.nextAttemptAt.toISOString() : null,
    lastError: row.lastError,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    isReplayed,
  };
}
