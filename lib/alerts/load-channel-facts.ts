import type { ChannelFacts } from "#lib/alerts/facts.ts";
import type { Transaction } from "#lib/db/client.ts";

/** Channels that are switched on. A dead letter counts until a later message was accepted or it was sent again. */
export function loadChannelFacts(tx: Transaction): Promise<ChannelFacts[]> {
  return tx.$queryRaw`
    SELECT channels.id::text AS id, channels.name, channels.last_failure AS "lastFailure",
           count(waiting.id) FILTER (
             WHERE waiting.state = 'dead' AND waiting.created_at > COALESCE(channels.last_success_at, '-infinity')
               AND NOT EXISTS (SELECT FROM deliveries AS again WHERE again.replay_of_id = waiting.id)
           )::int AS "deadCount",
           (extract(epoch FROM min(waiting.created_at) FILTER (WHERE waiting.state = 'pending')) * 1000)::float8
             AS "oldestPendingMs"
    FROM channels LEFT JOIN deliveries AS waiting
      ON waiting.channel_id = channels.id AND waiting.state <> 'sent'
    WHERE channels.is_enabled
    GROUP BY channels.id`;
}
