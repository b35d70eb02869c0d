import { exportAudit } from "#lib/audit/export-audit.ts";
import type { AuditEntryDto } from "#lib/audit/schema.ts";
import { csvLine } from "#lib/format/csv-line.ts";
import { buildContext } from "#lib/request/build-context.ts";
import { answer, type RouteHandler, readInput } from "#lib/request/route.ts";
import { foreignOrigin, isSameOrigin } from "#lib/request/same-origin.ts";

const COLUMNS = ["position", "at", "actor", "action", "outcome", "sentence", "canonical"] as const;

/** The audit log as a file whose first line states what it covers. A POST: it leaves an audit entry (T14, T22). */
export const downloadAudit: RouteHandler = (request) =>
  answer(request, async () => {
    const ctx = await buildContext(request.headers);
    if (!isSameOrigin(request.headers, ctx.installation.origin)) throw foreignOrigin(ctx.installation.origin);
    const result = await exportAudit.fromUnknown(ctx, await readInput(request));
    const isCsv = result.format === "csv";
    const coverage = {
      export: "holdfast-audit/v1",
      entries: result.count,
      upToPosition: result.upTo,
      filters: result.filters,
    };
    const encoder = new TextEncoder();
    const head = isCsv
      ? `# ${JSON.stringify(coverage)}\r\n${COLUMNS.join(",")}\r\n`
      : `${JSON.stringify(coverage)}\n`;
    let isFirst = true;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (isFirst) {
          isFirst = false;
          return controller.enqueue(encoder.encode(head));
        }
        const next = await result.entries.next();
        if (next.done) return controller.close();
        controller.enqueue(encoder.encode(isCsv ? entryLine(next.value) : `${next.value.canonical}\n`));
      },
    });
    return new Response(body, {
      headers: {
        "content-type": isCsv ? "text/csv; charset=utf-8" : "application/x-ndjson",
        "content-disposition": `attachment; filename="holdfast-audit.${result.format}"`,
      },
    });
  });

function entryLine(entry: AuditEntryDto): string {
  const at = new Date(Number(BigInt(entry.atMicros) / 1000n)).toISOString();
  return csvLine([
    entry.position,
    at,
    entry.actor.name,
    entry.action,
    entry.outcome,
    entry.sentence,
    entry.canonical,
  ]);
}
