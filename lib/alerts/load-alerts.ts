import { z } from "zod";
import { alertHref } from "#lib/alerts/rules.ts";
import { type AlertDto, alertDto } from "#lib/alerts/schema.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import type { Alert, Prisma } from "#lib/db/generated/client.ts";
import { isolate } from "#lib/format/isolate.ts";

const person = z.object({ name: z.string() });
const details = alertDto.shape.details;

/** Alerts with what is told about them: names, who muted them, and whether messages arrived. */
export async function loadAlerts(
  db: Database | Transaction,
  query: Pick<Prisma.AlertFindManyArgs, "where" | "orderBy" | "take">,
): Promise<AlertDto[]> {
  const rows = await db.alert.findMany(query);
  // One after the other: inside a transaction there is one connection.
  const resources = await db.resource.findMany({
    where: { id: { in: idsOf(rows, "resourceId") } },
    select: { id: true, name: true },
  });
  const silences = await db.silence.findMany({ where: { id: { in: idsOf(rows, "silencedById") } } });
  const causes = await db.alert.findMany({
    where: { id: { in: idsOf(rows, "inhibitedById") } },
    select: { id: true, summary: true },
  });
  const deliveries = await db.delivery.groupBy({
    by: ["alertId", "state"],
    where: { alertId: { in: rows.map(({ id }) => id) } },
    _count: true,
  });
  return rows.map((row) => ({
    ...toFacts(row),
    resource: resources.find(({ id }) => id === row.resourceId) ?? null,
    muted: mutedWords(
      silences.find(({ id }) => id === row.silencedById),
      causes.find(({ id }) => id === row.inhibitedById),
    ),
    deliveries: {
      sent: countOf(row, "sent"),
      pending: countOf(row, "pending"),
      dead: countOf(row, "dead"),
    },
  }));

  function countOf({ id }: Alert, state: "sent" | "pending" | "dead"): number {
    return deliveries.find((each) => each.alertId === id && each.state === state)?._count ?? 0;
  }
}

function toFacts(row: Alert): Omit<AlertDto, "resource" | "muted" | "deliveries"> {
  const known = details.parse(row.details);
  const rule = alertDto.shape.rule.parse(row.rule);
  return {
    id: row.id,
    rule,
    severity: row.severity,
    state: row.state,
    subject: row.subject,
    summary: row.summary,
    hint: row.hint,
    details: known,
    startedAt: row.startedAt.toISOString(),
    firedAt: row.firedAt?.toISOString() ?? null,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    acknowledged: row.acknowledgedAt
      ? {
          by: person.parse(row.acknowledgedBy).name,
          at: row.acknowledgedAt.toISOString(),
          comment: row.comment,
        }
      : null,
    href: alertHref({ rule, resourceId: row.resourceId, details: known }),
  };
}

function mutedWords(
  silence: { owner: unknown; reason: string } | undefined,
  cause: { summary: string } | undefined,
): string | null {
  if (silence) return `Silenced by ${isolate(person.parse(silence.owner).name)}: ${isolate(silence.reason)}`;
  if (cause) return `Follows from: ${cause.summary}`;
  return null;
}

function idsOf(rows: Alert[], key: "resourceId" | "silencedById" | "inhibitedById"): string[] {
  return [...new Set(rows.flatMap((row) => row[key] ?? []))];
}
