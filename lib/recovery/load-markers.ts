import { z } from "zod";
import { alertCatalogue } from "#lib/alerts/catalogue.ts";
import { type AlertRuleId, alertDto } from "#lib/alerts/schema.ts";
import type { Database } from "#lib/db/client.ts";
import { formatDuration } from "#lib/format/duration.ts";
import type { TimelineMarker } from "#lib/recovery/schema.ts";

const MOST_MARKERS = 300;
const MOST_ALERTS = 100;

/** What these tell is the end of an operation, which is marked itself. */
const toldByOperations: AlertRuleId[] = [
  "backup-failed",
  "restore-failed",
  "restore-refused",
  "verification-failed",
];

const knownRule = alertDto.shape.rule;

/** The one fact of a frozen plan that a marker says. */
const planned = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.object({ destination: z.object({ kind: z.enum(["in-place", "new-instance"]) }) }));

/** What happened to a resource that a timeline shows: restores, proofs, what failed, and alerts. */
export async function loadMarkers(db: Database, resourceId: string): Promise<TimelineMarker[]> {
  return [...(await operationMarkers(db, resourceId)), ...(await alertMarkers(db, resourceId))];
}

/** Of what somebody should have looked at; one that only follows from another is left out. */
async function alertMarkers(db: Database, resourceId: string): Promise<TimelineMarker[]> {
  const alerts = await db.alert.findMany({
    where: {
      resourceId,
      firedAt: { not: null },
      severity: { in: ["critical", "warning"] },
      rule: { notIn: toldByOperations },
      inhibitedById: null,
    },
    orderBy: { startedAt: "desc" },
    take: MOST_ALERTS,
    select: { rule: true, startedAt: true, resolvedAt: true },
  });
  return alerts.map(({ rule, startedAt, resolvedAt }) => {
    const { title } = alertCatalogue[knownRule.parse(rule)];
    const lasted = resolvedAt ? formatDuration(resolvedAt.getTime() - startedAt.getTime()) : "still open";
    return { atMicros: toMicros(startedAt), kind: "alert", text: `${title}, ${lasted}` };
  });
}

async function operationMarkers(db: Database, resourceId: string): Promise<TimelineMarker[]> {
  const operations = await db.operation.findMany({
    where: {
      resourceId,
      finishedAt: { not: null },
      OR: [
        { kind: "restore", status: { in: ["succeeded", "failed"] } },
        { kind: "verify", status: { in: ["succeeded", "failed"] } },
        { kind: "backup", status: "failed" },
      ],
    },
    orderBy: { createdAt: "desc" },
    take: MOST_MARKERS,
    select: {
      kind: true,
      status: true,
      finishedAt: true,
      errorMessage: true,
      change: { select: { number: true, planText: true } },
    },
  });
  return operations.map((operation) => ({
    atMicros: toMicros(operation.finishedAt ?? new Date(0)),
    ...looksLike(operation),
  }));
}

function looksLike(operation: {
  kind: string;
  status: string;
  errorMessage: string | null;
  change: { number: number; planText: string } | null;
}): Pick<TimelineMarker, "kind" | "text"> {
  const { kind, status, errorMessage, change } = operation;
  const request = change === null ? "" : `, R-${change.number}`;
  if (status === "failed")
    return { kind: "failed", text: `${kind} failed${request}: ${errorMessage ?? "?"}` };
  if (kind === "verify") return { kind: "check", text: "repository read back, checksums compared" };
  const isInPlace = change !== null && planned.parse(change.planText).destination.kind === "in-place";
  return isInPlace
    ? { kind: "restore", text: `put back in place${request}` }
    : { kind: "proven", text: `restored into a new instance and checked${request}` };
}

function toMicros(date: Date): string {
  return (BigInt(date.getTime()) * 1000n).toString();
}
