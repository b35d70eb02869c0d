import { alertMessage } from "#lib/alerts/alert-message.ts";
import { observe } from "#lib/alerts/conditions.ts";
import { loadFacts } from "#lib/alerts/load-facts.ts";
import { type AlertStep, advanceAlerts, isChanged } from "#lib/alerts/states.ts";
import { loadOpenAlerts, saveAlert } from "#lib/alerts/tracked-alerts.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { loadDrillConditions } from "#lib/channels/load-drill-conditions.ts";
import { notify } from "#lib/channels/notify.ts";
import { isTold } from "#lib/channels/rules.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { toDate } from "#lib/db/rows.ts";
import { v7 } from "#lib/format/uuid.ts";

/** More than a thousand alerts that begin together are written in a few seconds; nobody else waits for it. */
const TIMEOUT_MS = 60_000;

/**
 * One round over everything: what is wrong is read, what follows is written down, audited and put into the outbox,
 * all in one transaction. One worker at a time; false when another one is at it.
 */
export async function evaluateAlerts(ctx: Context): Promise<boolean> {
  return ctx.db.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ isOurs: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(hashtext('holdfast.alerts')) AS "isOurs"`;
      if (!lock?.isOurs) return false;
      const steps = await nextSteps(ctx, tx);
      const mayAudit = await canAudit(tx);
      for (const step of steps) {
        // What cannot be audited cannot be done, but for saying just that.
        if (mayAudit || step.after.rule === "audit-failing") await carryOut(ctx, tx, step, mayAudit);
      }
      return true;
    },
    { timeout: TIMEOUT_MS },
  );
}

async function nextSteps(ctx: Context, tx: Transaction): Promise<AlertStep[]> {
  const now = ctx.now();
  const { conditions, blind } = observe(await loadFacts(tx, now));
  const drills = await loadDrillConditions(tx);
  const silences = await tx.silence.findMany({
    where: { endedAt: null, expiresAt: { gt: toDate(now) } },
    select: { id: true, rule: true, resourceId: true },
    orderBy: { expiresAt: "desc" },
  });
  const channels = await tx.channel.findMany({
    where: { isEnabled: true },
    select: { minimumSeverity: true },
  });
  const steps = advanceAlerts({
    isHeard: (alert) => channels.some(({ minimumSeverity }) => isTold(minimumSeverity, alert)),
    nowMs: Number(now / 1000n),
    open: await loadOpenAlerts(tx),
    observation: { conditions: [...conditions, ...drills], blind },
    silences,
    newId: v7,
  });
  return steps.filter(isChanged);
}

async function carryOut(ctx: Context, tx: Transaction, step: AlertStep, mayAudit: boolean): Promise<void> {
  const { before, after, events } = step;
  await saveAlert(tx, after, before === null);
  for (const event of events) {
    switch (event) {
      case "fire":
      case "resolve":
        if (mayAudit) await audit(ctx, tx, step, event);
        break;
      case "tell-fired":
      case "tell-resolved":
        await notify(tx, {
          message: alertMessage(ctx, after, event === "tell-fired" ? "fired" : "resolved"),
          alertId: after.id,
          now: ctx.now(),
        });
        break;
    }
  }
}

async function audit(
  ctx: Context,
  tx: Transaction,
  { after }: AlertStep,
  event: "fire" | "resolve",
): Promise<void> {
  await recordAudit(tx, ctx, {
    action: `alert.${event}`,
    subject: { type: "alert", id: after.id, name: after.subject },
    resourceId: after.resourceId,
    details: { sentence: after.summary, rule: after.rule, severity: after.severity },
  });
}

async function canAudit(tx: Transaction): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ may: boolean }[]>`
    SELECT has_table_privilege('audit_entries', 'INSERT') AS may`;
  return row?.may === true;
}
