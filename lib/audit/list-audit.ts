import { z } from "zod";
import { auditSentence } from "#lib/audit/rules.ts";
import { type AuditEntryDto, auditOutcomes, listAuditInput } from "#lib/audit/schema.ts";
import { readVerb } from "#lib/auth/verb.ts";
import type { AuditEntry, Prisma } from "#lib/db/generated/client.ts";

type Filters = Omit<z.output<typeof listAuditInput>, "limit" | "cursor">;

/** Newest first, by position: page n of ten million costs what page 1 costs. */
export const listAudit = readVerb(
  "audit.read",
  listAuditInput,
  async (ctx, { cursor, limit, ...filters }) => {
    const rows = await ctx.db.auditEntry.findMany({
      where: { ...auditWhere(filters), ...(cursor ? { position: { lt: BigInt(cursor) } } : {}) },
      orderBy: { position: "desc" },
      take: limit + 1,
    });
    const page = rows.slice(0, limit);
    return {
      items: page.map(toAuditEntryDto),
      nextCursor: rows.length > limit ? (page.at(-1)?.position.toString() ?? null) : null,
    };
  },
);

export function auditWhere(filters: Filters): Prisma.AuditEntryWhereInput {
  return {
    action: filters.action,
    actorId: filters.actorId,
    subjectId: filters.subjectId,
    resourceId: filters.resourceId,
    outcome: filters.outcome,
    atMicros: {
      gte: filters.fromMicros === undefined ? undefined : BigInt(filters.fromMicros),
      lt: filters.toMicros === undefined ? undefined : BigInt(filters.toMicros),
    },
  };
}

const canonicalEntry = z.object({ details: z.json() });

export function toAuditEntryDto(row: AuditEntry): AuditEntryDto {
  const canonical = Buffer.from(row.canonical).toString("utf8");
  const { details } = canonicalEntry.parse(JSON.parse(canonical));
  return {
    position: row.position.toString(),
    id: row.id,
    atMicros: row.atMicros.toString(),
    action: row.action,
    outcome: z.enum(auditOutcomes).parse(row.outcome),
    actor: {
      id: row.actorId,
      name: row.actorName,
      kind: z.enum(["user", "token", "system"]).parse(row.actorKind),
    },
    subject:
      row.subjectType === null ? null : { type: row.subjectType, id: row.subjectId, name: row.subjectName },
    resourceId: row.resourceId,
    sentence: auditSentence({ ...row, details }),
    details,
    canonical,
  };
}
