import { z } from "zod";
import { type SilenceDto, silenceDto } from "#lib/alerts/schema.ts";
import type { Context } from "#lib/context.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { toDate } from "#lib/db/rows.ts";

const person = z.object({ name: z.string() });

export async function loadSilences(
  ctx: Pick<Context, "now">,
  db: Database | Transaction,
  query: Pick<Prisma.SilenceFindManyArgs, "where" | "orderBy" | "take">,
): Promise<SilenceDto[]> {
  const rows = await db.silence.findMany(query);
  const resources = await db.resource.findMany({
    where: { id: { in: rows.flatMap((row) => row.resourceId ?? []) } },
    select: { id: true, name: true },
  });
  const now = toDate(ctx.now());
  return rows.map((row) => ({
    id: row.id,
    rule: silenceDto.shape.rule.parse(row.rule),
    resource: resources.find(({ id }) => id === row.resourceId) ?? null,
    reason: row.reason,
    owner: person.parse(row.owner).name,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    isActive: row.endedAt === null && row.expiresAt > now,
  }));
}
