import { z } from "zod";
import { alertRuleIds } from "#lib/alerts/schema.ts";
import type { TrackedAlert } from "#lib/alerts/states.ts";
import type { Transaction } from "#lib/db/client.ts";
import { jsonColumn } from "#lib/db/rows.ts";

const ruleId = z.enum(alertRuleIds);
/** What an alert explains is kept with its details: it goes on explaining while its condition cannot be seen. */
const stored = z.looseObject({ explains: z.array(z.string()).default([]) });

export async function loadOpenAlerts(tx: Transaction): Promise<TrackedAlert[]> {
  const rows = await tx.alert.findMany({
    where: { state: { not: "resolved" } },
    orderBy: [{ startedAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => {
    const { explains, ...details } = stored.parse(row.details);
    return {
      id: row.id,
      fingerprint: row.fingerprint,
      rule: ruleId.parse(row.rule),
      severity: row.severity,
      state: row.state,
      resourceId: row.resourceId,
      subject: row.subject,
      summary: row.summary,
      hint: row.hint,
      details: z.record(z.string(), z.json()).parse(details),
      explains,
      startedAtMs: row.startedAt.getTime(),
      firedAtMs: row.firedAt?.getTime() ?? null,
      lastSeenAtMs: row.lastSeenAt.getTime(),
      quietSinceMs: row.quietSince?.getTime() ?? null,
      resolvedAtMs: row.resolvedAt?.getTime() ?? null,
      notifiedAtMs: row.notifiedAt?.getTime() ?? null,
      inhibitedById: row.inhibitedById,
      silencedById: row.silencedById,
    };
  });
}

export async function saveAlert(tx: Transaction, alert: TrackedAlert, isNew: boolean): Promise<void> {
  const said = {
    state: alert.state,
    startedAt: new Date(alert.startedAtMs),
    summary: alert.summary,
    hint: alert.hint,
    details: jsonColumn({
      ...alert.details,
      ...(alert.explains.length > 0 && { explains: alert.explains }),
    }),
    firedAt: toDate(alert.firedAtMs),
    lastSeenAt: new Date(alert.lastSeenAtMs),
    quietSince: toDate(alert.quietSinceMs),
    resolvedAt: toDate(alert.resolvedAtMs),
    notifiedAt: toDate(alert.notifiedAtMs),
    inhibitedById: alert.inhibitedById,
    silencedById: alert.silencedById,
  };
  if (!isNew) {
    await tx.alert.update({ where: { id: alert.id }, data: said, select: { id: true } });
    return;
  }
  const { id, fingerprint, rule, severity, resourceId, subject } = alert;
  await tx.alert.create({
    data: { ...said, id, fingerprint, rule, severity, resourceId, subject },
    select: { id: true },
  });
}

function toDate(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
