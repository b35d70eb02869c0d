import { alertMessage } from "#lib/alerts/alert-message.ts";
import { alertCatalogue } from "#lib/alerts/catalogue.ts";
import { condition } from "#lib/alerts/condition.ts";
import { saveAlert } from "#lib/alerts/tracked-alerts.ts";
import { notify } from "#lib/channels/notify.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { v7 } from "#lib/format/uuid.ts";

export interface Completion {
  rule: "backup-completed" | "restore-completed";
  operationId: string;
  resource: { id: string; name: string };
  /** What was done: "The full backup", "The restore R-7". */
  what: string;
  took: string;
}

/** Good news, in the transaction that makes it true: history, and a message to whoever wants to hear it. */
export async function recordCompletion(ctx: Context, tx: Transaction, done: Completion): Promise<void> {
  const { rule, operationId, resource, what, took } = done;
  const nowMs = Number(ctx.now() / 1000n);
  const alert = {
    ...condition(rule, {
      key: [operationId],
      subject: resource.name,
      resourceId: resource.id,
      severity: alertCatalogue[rule].severity,
      summary: `${what} of ${resource.name} succeeded in ${took}.`,
      details: { operationId },
    }),
    id: v7(),
    state: "resolved" as const,
    startedAtMs: nowMs,
    firedAtMs: nowMs,
    lastSeenAtMs: nowMs,
    quietSinceMs: nowMs,
    resolvedAtMs: nowMs,
    notifiedAtMs: nowMs,
    inhibitedById: null,
    silencedById: null,
  };
  await saveAlert(tx, alert, true);
  const silence = await tx.silence.findFirst({
    where: {
      endedAt: null,
      expiresAt: { gt: new Date(nowMs) },
      AND: [{ OR: [{ rule: null }, { rule }] }, { OR: [{ resourceId: null }, { resourceId: resource.id }] }],
    },
    select: { id: true },
  });
  if (silence) return;
  await notify(tx, { message: alertMessage(ctx, alert, "info"), alertId: alert.id, now: ctx.now() });
}
