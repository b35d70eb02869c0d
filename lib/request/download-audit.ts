import { exportAudit } from "#lib/audit/export-audit.ts";
import type { AuditEntryDto } from "#lib/audit/schema.ts";
import { csvLine } from "#lib/format/csv-line.ts";
import { microsToIso } from "#lib/format/instant.ts";
import { buildContext } from "#lib/request/build-context.ts";
import { answer, type RouteHandler, readInput } from "#lib/request/route.ts";
import { foreignOrigin, isSameOrigin } from "#lib/request/same-origin.ts";

const COLUMNS = ["position", "at", "actor", "action", "outcome", "sentence", "canonical"] as const;

/** The audit log as a file whose first line states what it covers, and of what. A POST: it leaves an audit entry (T14, T22). */
export const downloadAudit: RouteHandler = (request) =>
  answer(request, async () => {
    const ctx = await buildContext(request.headers);
    if (!isSameOrigin(request.headers, ctx.installation.origin)) throw foreignOrigin(ctx.installation.origin);
    const result = await exportAudit.fromUnknown(ctx, await readInput(request));
    const isCsv = result.format === "csv";
    const coverage = JSON.stringify({
      export: "holdfast-audit/v2",
      exportedAt: microsToIso(result.at),
      exportedBy: result.by,
      filters: result.filters,
      entries: result.count,
      log: result.log,
    });
    const encoder = new TextEncoder();
    // One quoted cell: the exporter's name is in it, and no part of it is to be read as a formula.
    const head = isCsv ? `${csvLine([`# ${coverage}`])}${COLUMNS.join(",")}\r\n` : `${coverage}\n`;
    let isFirst = true;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (isFirst) {
          isFirst = false;
          return controller.enqueue(encoder.encode(head));
        }
        const next = await result.entries.next();
        if (next.done) return controller.close();
        controller.enqueue(encoder.encode(isCsv ? csvEntry(next.value) : ndjsonEntry(next.value)));
      },
    });
    return new Response(body, {
      headers: {
        "content-type": isCsv ? "text/csv; charset=utf-8" : "application/x-ndjson",
        "content-disposition": `attachment; filename="holdfast-audit.${result.format}"`,
      },
    });
  });

/** Its place in the log, and the entry letter by letter as it was recorded. */
function ndjsonEntry({ position, canonical }: AuditEntryDto): string {
  return `{"position":"${position}","entry":${canonical}}\n`;
}

function csvEntry(entry: AuditEntryDto): string {
  return csvLine([
    entry.position,
    microsToIso(entry.atMicros),
    entry.actor.name,
    entry.action,
    entry.outcome,
    entry.sentence,
    entry.canonical,
  ]);
}
