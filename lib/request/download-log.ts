import { recordAudit } from "#lib/audit/record-audit.ts";
import { getOperation } from "#lib/operations/get-operation.ts";
import { readLog } from "#lib/operations/read-log.ts";
import { buildContext } from "#lib/request/build-context.ts";
import { answer, type RouteHandler } from "#lib/request/route.ts";

const CHUNK = 5_000;

/** The whole log as text, page by page: it never has to fit into memory. */
export const downloadLog: RouteHandler = (request, { params }) =>
  answer(request, async () => {
    const ctx = await buildContext(request.headers);
    const operation = await getOperation.fromUnknown(ctx, await params);
    const { id } = operation;
    await recordAudit(ctx.db, ctx, {
      action: "log.download",
      subject: { type: "operation", id, name: operation.title },
      resourceId: operation.resource?.id,
    });
    const encoder = new TextEncoder();
    let after = "0";
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { lines } = await readLog(ctx, { id, after, limit: CHUNK });
        const last = lines.at(-1);
        if (!last) return controller.close();
        after = last.id;
        const text = lines.map(
          (line) => `${line.at} ${line.level.padEnd(5)} ${line.step ?? "-"}: ${line.text}\n`,
        );
        controller.enqueue(encoder.encode(text.join("")));
      },
    });
    return new Response(body, {
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "content-disposition": `attachment; filename="operation-${id}.log"`,
      },
    });
  });
