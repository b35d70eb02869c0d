import type { ClaimedDelivery } from "#jobs/delivery/claim-deliveries.ts";
import type { Refusal, SendResult } from "#jobs/delivery/send-result.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { retryAfterSeconds } from "#lib/channels/rules.ts";
import type { Transaction } from "#lib/db/client.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";

/** A thousand that were refused together are written in seconds. */
const TIMEOUT_MS = 60_000;

/**
 * Writes down how an attempt ended, of all messages that went out as one. That it was accepted is true whoever says
 * it; that it failed counts only from the worker whose attempt is the latest. `random` in [0, 1) spreads the next
 * attempts.
 */
export async function settleDeliveries(
  worker: WorkerContext,
  deliveries: readonly [ClaimedDelivery, ...ClaimedDelivery[]],
  result: SendResult,
  random: () => number,
): Promise<void> {
  const now = toDate(worker.now());
  const spread = random();
  await worker.db.$transaction(
    async (tx) => {
      if (result.kind === "accepted") return markSent(tx, deliveries, now);
      for (const delivery of deliveries) await markRefused(tx, delivery, result, now, spread);
    },
    { timeout: TIMEOUT_MS },
  );
}

async function markSent(
  tx: Transaction,
  deliveries: readonly [ClaimedDelivery, ...ClaimedDelivery[]],
  now: Date,
): Promise<void> {
  const [{ channelId }] = deliveries;
  await tx.delivery.updateMany({
    where: { id: { in: deliveries.map(({ id }) => id) }, state: "pending" },
    data: { state: "sent", sentAt: now },
  });
  await tx.$executeRaw`UPDATE channels SET last_success_at = ${now} WHERE id = ${channelId}::uuid`;
  const begun = deliveries.flatMap((each) => successors(each)?.alertId ?? []);
  if (begun.length === 0) return;
  // What waited for them may go now.
  await tx.delivery.updateMany({
    where: { alertId: { in: begun }, channelId, event: "resolved", state: "pending", attempts: 0 },
    data: { nextAttemptAt: now },
  });
}

async function markRefused(
  tx: Transaction,
  delivery: ClaimedDelivery,
  refusal: Refusal,
  now: Date,
  random: number,
): Promise<void> {
  const wait = retryAfterSeconds(delivery.attempts, refusal, random);
  const { count } = await tx.delivery.updateMany({
    where: { id: delivery.id, state: "pending", attempts: delivery.attempts },
    data: {
      lastError: refusal.sentence,
      accepted: jsonColumn(refusal.accepted),
      ...(wait === null ? { state: "dead" } : { nextAttemptAt: new Date(now.getTime() + wait * 1000) }),
    },
  });
  if (count === 0) return;
  await tx.$executeRaw`
    UPDATE channels SET last_failure_at = ${now}, last_failure = ${refusal.sentence}
    WHERE id = ${delivery.channelId}::uuid`;
  const waiting = successors(delivery);
  if (wait !== null || !waiting) return;
  // Nobody is told that something is over who was not told that it began.
  await tx.delivery.updateMany({
    where: waiting,
    data: { state: "dead", lastError: "Not sent: the message that it began was never accepted." },
  });
}

/** The message that it is over, of one that told that it began; null for any other. */
function successors({ event, alertId, channelId }: ClaimedDelivery) {
  if (event !== "fired" || alertId === null) return null;
  return { alertId, channelId, event: "resolved", state: "pending" as const };
}
