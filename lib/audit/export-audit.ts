import { z } from "zod";
import { auditWhere, toAuditEntryDto } from "#lib/audit/list-audit.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { type AuditEntryDto, listAuditInput } from "#lib/audit/schema.ts";
import { writeVerb } from "#lib/auth/verb.ts";

export const exportAuditInput = listAuditInput
  .omit({ cursor: true, limit: true })
  .extend({ format: z.enum(["ndjson", "csv"]).default("ndjson") });

const CHUNK = 1_000;

/**
 * The whole selection, oldest first, chunk by chunk. What the export covers is fixed before it starts (the newest
 * position then) and stated in its first line; that it was made is itself an entry (T22).
 */
export const exportAudit = writeVerb(
  "audit.export",
  exportAuditInput,
  async (ctx, tx, { format, ...filters }) => {
    const where = auditWhere(filters);
    const newest = await tx.auditEntry.findFirst({
      where,
      orderBy: { position: "desc" },
      select: { position: true },
    });
    const upTo = newest?.position ?? 0n;
    const count = await tx.auditEntry.count({ where: { ...where, position: { lte: upTo } } });
    await recordAudit(tx, ctx, {
      action: "audit.export",
      details: { format, filters, count, upTo: upTo.toString() },
    });
    async function* entries(): AsyncGenerator<AuditEntryDto> {
      let after = 0n;
      while (after < upTo) {
        const rows = await ctx.db.auditEntry.findMany({
          where: { ...where, position: { gt: after, lte: upTo } },
          orderBy: { position: "asc" },
          take: CHUNK,
        });
        if (rows.length === 0) return;
        for (const row of rows) yield toAuditEntryDto(row);
        after = rows.at(-1)?.position ?? upTo;
      }
    }
    return { format, count, upTo: upTo.toString(), filters, entries: entries() };
  },
);
