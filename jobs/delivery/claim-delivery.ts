import type { WorkerContext } from "#jobs/worker-context.ts";
import type { Channel, Delivery } from "#lib/db/generated/client.ts";
import { toDate } from "#lib/db/rows.ts";

/** Longer than any attempt takes: after that its worker is gone, and the message is sent again under the same id. */
const LEASE_MICROS = 90_000_000n;

export type ClaimedDelivery = Delivery & { channel: Channel };

/**
 * The next due message of a channel, for this worker alone until the lease ends; null when none is due. That
 * something is over waits until the message that it began was accepted or given up.
 */
export async function claimDelivery(
  worker: WorkerContext,
  channelId: string,
): Promise<ClaimedDelivery | null> {
  const now = worker.now();
  const [claimed] = await worker.db.$queryRaw<{ id: string }[]>`
    UPDATE deliveries SET attempts = attempts + 1, next_attempt_at = ${toDate(now + LEASE_MICROS)}
    WHERE id = (
      SELECT due.id FROM deliveries due
      WHERE due.channel_id = ${channelId}::uuid AND due.state = 'pending' AND due.next_attempt_at <= ${toDate(now)}
        AND NOT (due.event = 'resolved' AND EXISTS (
          SELECT 1 FROM deliveries fired
          WHERE fired.channel_id = due.channel_id AND fired.alert_id = due.alert_id
            AND fired.event = 'fired' AND fired.state = 'pending'))
      ORDER BY due.created_at, due.id LIMIT 1
      FOR UPDATE SKIP LOCKED)
    RETURNING id::text`;
  if (!claimed) return null;
  return worker.db.delivery.findUnique({ where: { id: claimed.id }, include: { channel: true } });
}
