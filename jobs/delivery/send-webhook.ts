import { Webhook } from "standardwebhooks";
import { callWeb } from "#jobs/delivery/call-web.ts";
import type { SendResult } from "#jobs/delivery/send-result.ts";
import type { DeliveryMessage } from "#lib/channels/schema.ts";

/**
 * One message as Standard Webhooks say: id, time and signature in headers, so that the receiver can tell that it is
 * ours and that it had it already.
 */
export async function sendWebhook(
  channel: { url: string; signingSecret: string; allowPrivate: boolean },
  delivery: { id: string; message: DeliveryMessage; now: Date },
  signal: AbortSignal,
): Promise<SendResult> {
  const { event, at, ...data } = delivery.message;
  const body = JSON.stringify({ type: `alert.${event}`, timestamp: at, data });
  const signature = new Webhook(channel.signingSecret).sign(delivery.id, delivery.now, body);
  const headers = {
    "content-type": "application/json",
    "webhook-id": delivery.id,
    "webhook-timestamp": String(Math.floor(delivery.now.getTime() / 1000)),
    "webhook-signature": signature,
  };
  const { url, allowPrivate } = channel;
  return callWeb({ url, allowPrivate, method: "POST", headers, body }, signal);
}
