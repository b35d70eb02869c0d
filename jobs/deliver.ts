import { beat } from "#jobs/beat.ts";
import { deliverChannel } from "#jobs/delivery/deliver-channel.ts";
import { tidyOutbox } from "#jobs/delivery/tidy-outbox.ts";
import { every } from "#jobs/every.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";

const PAUSE_MS = 1_000;

/**
 * Empties the outbox until aborted. Every channel has a lane of its own: one that hangs keeps nobody else waiting.
 */
export async function deliver(
  worker: WorkerContext,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  const lanes = new Map<string, Promise<void>>();
  const open = async (channelId: string) => {
    try {
      await deliverChannel(worker, channelId, signal);
    } catch (error) {
      if (!signal.aborted) onError(error);
    } finally {
      lanes.delete(channelId);
    }
  };
  const round = async () => {
    for (const channelId of await tidyOutbox(worker)) {
      if (!lanes.has(channelId)) lanes.set(channelId, open(channelId));
    }
    await beat(worker, "outbox");
  };
  await every(PAUSE_MS, signal, round, onError);
  await Promise.allSettled(lanes.values());
}
