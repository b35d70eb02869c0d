import { recordAudit } from "#lib/audit/record-audit.ts";
import { csvLine } from "#lib/format/csv-line.ts";
import { microsToIso } from "#lib/format/instant.ts";
import { exportSeries } from "#lib/objectives/export-series.ts";
import { restorePhaseNames } from "#lib/objectives/restore-phases.ts";
import type { SeriesPoint } from "#lib/objectives/schema.ts";
import { buildContext } from "#lib/request/build-context.ts";
import { answer, type RouteHandler, readInput } from "#lib/request/route.ts";

/** What a chart shows, measurement by measurement, as CSV in UTC. A download is an entry too (T22). */
export const downloadSeries: RouteHandler = (request, { params }) =>
  answer(request, async () => {
    const ctx = await buildContext(request.headers);
    const { input, resourceName, series } = await exportSeries.fromUnknown(ctx, {
      ...(await readInput(request)),
      ...(await params),
    });
    await recordAudit(ctx.db, ctx, {
      action: "series.download",
      subject: { type: "resource", id: input.id, name: resourceName },
      resourceId: input.id,
      details: { kind: input.kind, fromMicros: input.fromMicros, toMicros: input.toMicros },
    });
    const phases = input.kind === "rto" ? restorePhaseNames : [];
    const head = ["at", "kind", "type", "value", "unit", "unusual", "operation"];
    const lines = [
      csvLine([...head, ...phases.map((name) => `${name} (ms)`)]),
      ...series.points.map((point) =>
        csvLine([
          microsToIso(point.atMicros),
          input.kind,
          point.type ?? "",
          String(point.value),
          series.unit,
          point.isOutlier ? "yes" : "no",
          point.operationId ?? "",
          ...phases.map((name) => phaseText(point, name)),
        ]),
      ),
    ];
    return new Response(lines.join(""), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${resourceName}-${input.kind}.csv"`,
        "cache-control": "no-store",
      },
    });
  });

function phaseText({ phases }: SeriesPoint, name: string): string {
  return String(phases?.find((phase) => phase.name === name)?.ms ?? 0);
}
