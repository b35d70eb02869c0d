import type { WorkerContext } from "#jobs/worker-context.ts";
import { chooseMessages, LATELY_SECONDS } from "#lib/channels/choose-messages.ts";
import type { ChannelKind } from "#lib/channels/schema.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Channel, Delivery } from "#lib/db/generated/client.ts";
import { toDate } from "#lib/db/rows.ts";

/** Longer than any attempt takes: after that its worker is gone, and the message is sent again under the same id. */
const LEASE_MICROS = 90_000_000n;
const MOST_AT_ONCE = 1_000;

export type ClaimedDelivery = Delivery & { channel: Channel };

/**
 * The next due messages of a channel, for this worker alone until the lease ends: one, or those that go out as one;
 * empty when none goes now. That something is over waits until the message that it began was accepted or given up.
 */
export async function claimDeliveries(worker: WorkerContext, channelId: string): Promise<ClaimedDelivery[]> {
  const now = worker.now();
  return worker.db.$transaction(async (tx) => {
    const chosen = await choose(tx, channelId, now);
    if (chosen.length === 0) return [];
    await tx.$executeRaw`
      UPDATE deliveries SET attempts = attempts + 1, next_attempt_at = ${toDate(now + LEASE_MICROS)}
      WHERE id = ANY(${chosen}::uuid[])`;
    return tx.delivery.findMany({
      where: { id: { in: chosen } },
      include: { channel: true },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    });
  });
}

interface DueRow {
  id: string;
  event: string;
  createdAtMs: number;
  accepted: string;
  kind: ChannelKind;
}

async function choose(tx: Transaction, channelId: string, now: bigint): Promise<string[]> {
  const due = await tx.$queryRaw<DueRow[]>`
    SELECT due.id::text AS id, due.event, due.accepted::text AS accepted, channels.kind::text AS kind,
      (extract(epoch FROM due.created_at) * 1000)::float8 AS "createdAtMs"
    FROM deliveries due JOIN channels ON channels.id = due.channel_id
    WHERE due.channel_id = ${channelId}::uuid AND due.state = 'pending' AND due.next_attempt_at <= ${toDate(now)}
      AND NOT (due.event = 'resolved' AND EXISTS (
        SELECT 1 FROM deliveries fired
        WHERE fired.channel_id = due.channel_id AND fired.alert_id = due.alert_id
          AND fired.event = 'fired' AND fired.state = 'pending'))
    ORDER BY due.created_at, due.id LIMIT ${MOST_AT_ONCE}
    FOR UPDATE OF due SKIP LOCKED`;
  const [first] = due;
  if (!first) return [];
  const since = toDate(now - BigInt(LATELY_SECONDS) * 1_000_000n);
  const sentLately = await tx.delivery.count({
    where: { channelId, state: "sent", sentAt: { gt: since }, event: { not: "test" } },
  });
  return chooseMessages(due, { kind: first.kind, sentLately, nowMs: Number(now / 1000n) });
}
