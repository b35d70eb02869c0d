import { claimDelivery } from "#jobs/delivery/claim-delivery.ts";
import { sendDelivery } from "#jobs/delivery/send-delivery.ts";
import { settleDelivery } from "#jobs/delivery/settle-delivery.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";

/** Sends what is due on one channel, one after the other, until nothing is. Returns how many were tried. */
export async function deliverChannel(
  worker: WorkerContext,
  channelId: string,
  signal: AbortSignal,
  random: () => number = Math.random,
): Promise<number> {
  for (let tried = 0; ; tried += 1) {
    const delivery = signal.aborted ? null : await claimDelivery(worker, channelId);
    if (!delivery) return tried;
    const result = await sendDelivery(worker, delivery, signal);
    await settleDelivery(worker, delivery, result, random);
  }
}
