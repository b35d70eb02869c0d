import { claimDeliveries } from "#jobs/delivery/claim-deliveries.ts";
import { sendDeliveries } from "#jobs/delivery/send-deliveries.ts";
import { settleDeliveries } from "#jobs/delivery/settle-deliveries.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";

/** Sends what is due on one channel, one after the other, until nothing is. Returns how many were tried. */
export async function deliverChannel(
  worker: WorkerContext,
  channelId: string,
  signal: AbortSignal,
  random: () => number = Math.random,
): Promise<number> {
  for (let tried = 0; ; ) {
    const [first, ...others] = signal.aborted ? [] : await claimDeliveries(worker, channelId);
    if (!first) return tried;
    const result = await sendDeliveries(worker, first, others, signal);
    await settleDeliveries(worker, [first, ...others], result, random);
    tried += 1 + others.length;
  }
}
