import { z } from "zod";
import { auditWhere, toAuditEntryDto } from "#lib/audit/list-audit.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { type AuditEntryDto, listAuditInput } from "#lib/audit/schema.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { actorName } from "#lib/context.ts";
import type { Prisma } from "#lib/db/generated/client.ts";

export const exportAuditInput = listAuditInput
  .omit({ cursor: true, limit: true })
  .extend({ format: z.enum(["ndjson", "csv"]).default("ndjson") });

const CHUNK = 1_000;

/**
 * The whole selection, oldest first, chunk by chunk. What the export covers is fixed before it starts (the log's newest
 * position and length then, and how many of its entries the filters let through) and stated in its first line; that it
 * was made is itself an entry (T22).
 */
export const exportAudit = writeVerb(
  "audit.export",
  exportAuditInput,
  async (ctx, tx, { format, ...filters }) => {
    const where = auditWhere(filters);
    const newest = await tx.auditEntry.findFirst({
      orderBy: { position: "desc" },
      select: { position: true },
    });
    const upTo = newest?.position ?? 0n;
    const countOf = (these: Prisma.AuditEntryWhereInput) =>
      tx.auditEntry.count({ where: { ...these, position: { lte: upTo } } });
    const log = { entries: await countOf({}), newestPosition: upTo.toString() };
    const count = Object.keys(filters).length === 0 ? log.entries : await countOf(where);
    await recordAudit(tx, ctx, {
      action: "audit.export",
      details: { format, filters, count, log },
    });
    async function* entries(): AsyncGenerator<AuditEntryDto> {
      let after = 0n;
      while (after < upTo) {
        const rows = await ctx.db.auditEntry.findMany({
          where: { ...where, position: { gt: after, lte: upTo } },
          orderBy: { position: "asc" },
          take: CHUNK,
        });
        for (const row of rows) yield toAuditEntryDto(row);
        if (rows.length < CHUNK) return;
        after = rows.at(-1)?.position ?? upTo;
      }
    }
    return { format, count, log, filters, at: ctx.now(), by: actorName(ctx.actor), entries: entries() };
  },
);
