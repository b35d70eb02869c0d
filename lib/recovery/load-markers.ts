import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import type { TimelineMarker } from "#lib/recovery/schema.ts";

const MOST_MARKERS = 300;

/** The one fact of a frozen plan that a marker says. */
const planned = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.object({ destination: z.object({ kind: z.enum(["in-place", "new-instance"]) }) }));

/** What happened to a resource that a timeline shows: restores, proofs, and what failed. Newest first. */
export async function loadMarkers(db: Database, resourceId: string): Promise<TimelineMarker[]> {
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
    atMicros: (BigInt(operation.finishedAt?.getTime() ?? 0) * 1000n).toString(),
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
