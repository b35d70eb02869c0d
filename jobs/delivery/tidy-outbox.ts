import type { WorkerContext } from "#jobs/worker-context.ts";
import { toDate } from "#lib/db/rows.ts";

/** No wait between attempts is as long; a clock that was ahead when it was written keeps no message back. */
const TOO_LONG_MS = 2 * 3_600_000;

/** Channels with something due. Before that, nothing is left due that cannot go. */
export async function tidyOutbox(worker: WorkerContext): Promise<string[]> {
  const now = toDate(worker.now());
  await worker.db.$executeRaw`
    UPDATE deliveries SET next_attempt_at = ${now}
    WHERE state = 'pending' AND next_attempt_at > ${new Date(now.getTime() + TOO_LONG_MS)}`;
  await worker.db.$executeRaw`
    UPDATE deliveries SET state = 'dead', last_error = 'Not sent: the channel is switched off.'
    FROM channels
    WHERE deliveries.state = 'pending' AND deliveries.next_attempt_at <= ${now} AND deliveries.event <> 'test'
      AND channels.id = deliveries.channel_id AND NOT channels.is_enabled`;
  // The end of something waits as long as its beginning does, and says so.
  await worker.db.$executeRaw`
    UPDATE deliveries SET next_attempt_at = fired.next_attempt_at
    FROM deliveries fired
    WHERE deliveries.state = 'pending' AND deliveries.next_attempt_at <= ${now} AND deliveries.event = 'resolved'
      AND fired.state = 'pending' AND fired.event = 'fired' AND fired.next_attempt_at > ${now}
      AND fired.channel_id = deliveries.channel_id AND fired.alert_id = deliveries.alert_id`;
  const due = await worker.db.$queryRaw<{ channelId: string }[]>`
    SELECT DISTINCT channel_id::text AS "channelId" FROM deliveries
    WHERE state = 'pending' AND next_attempt_at <= ${now}`;
  return due.map(({ channelId }) => channelId);
}
