import { z } from "zod";
import { auditSentence } from "#lib/audit/rules.ts";
import { type AuditEntryDto, auditOutcomes, listAuditInput } from "#lib/audit/schema.ts";
import { readVerb } from "#lib/auth/verb.ts";
import type { Database } from "#lib/db/client.ts";
import type { AuditEntry, Prisma } from "#lib/db/generated/client.ts";

type Filters = Omit<z.output<typeof listAuditInput>, "limit" | "cursor">;

/**
 * Newest first, by position; within a span of time, which positions follow but for clocks that differ, by time.
 * Page n of ten million costs what page 1 costs either way.
 */
export const listAudit = readVerb(
  "audit.read",
  listAuditInput,
  async (ctx, { cursor, limit, ...filters }) => {
    const isSpan = filters.fromMicros !== undefined || filters.toMicros !== undefined;
    const rows = await ctx.db.auditEntry.findMany({
      where: { AND: [auditWhere(filters), await after(ctx.db, cursor, isSpan)] },
      orderBy: isSpan ? [{ atMicros: "desc" }, { position: "desc" }] : { position: "desc" },
      take: limit + 1,
    });
    const page = rows.slice(0, limit);
    return {
      items: page.map(toAuditEntryDto),
      nextCursor: rows.length > limit ? (page.at(-1)?.position.toString() ?? null) : null,
    };
  },
);

/** What comes after the entry at this position. */
async function after(
  db: Database,
  cursor: string | undefined,
  isSpan: boolean,
): Promise<Prisma.AuditEntryWhereInput> {
  if (cursor === undefined) return {};
  const position = BigInt(cursor);
  const last = isSpan
    ? await db.auditEntry.findUnique({ where: { position }, select: { atMicros: true } })
    : null;
  if (last === null) return { position: { lt: position } };
  const { atMicros } = last;
  // The first condition is implied by the second; it is the one an index can start from.
  return {
    atMicros: { lte: atMicros },
    OR: [{ atMicros: { lt: atMicros } }, { position: { lt: position } }],
  };
}

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

const outcome = z.enum(auditOutcomes);
const actorKind = z.enum(["user", "token", "system"]);
const canonicalEntry = z.object({ details: z.json() });

export function toAuditEntryDto(row: AuditEntry): AuditEntryDto {
  const canonical = Buffer.from(row.canonical).toString("utf8");
  const { details } = canonicalEntry.parse(JSON.parse(canonical));
  return {
    position: row.position.toString(),
    id: row.id,
    atMicros: row.atMicros.toString(),
    action: row.action,
    outcome: outcome.parse(row.outcome),
    actor: {
      id: row.actorId,
      name: row.actorName,
      kind: actorKind.parse(row.actorKind),
    },
    subject:
      row.subjectType === null ? null : { type: row.subjectType, id: row.subjectId, name: row.subjectName },
    resourceId: row.resourceId,
    sentence: auditSentence({ ...row, details }),
    details,
    canonical,
  };
}
