import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import type { Context } from "#lib/context.ts";
import type { OperationLogLine, Prisma } from "#lib/db/generated/client.ts";
import { type LogPage, logLevels, readLogInput } from "#lib/operations/schema.ts";

const level = z.enum(logLevels);

interface Found {
  rows: OperationLogLine[];
  hasEarlier: boolean;
  hasLater: boolean;
}

/** A bounded window of the log: the newest lines, or those next to a known one (U8). */
export const readLog = readVerb("operation.read", readLogInput, async (ctx, input): Promise<LogPage> => {
  const where = {
    operationId: input.id,
    ...(input.level ? { level: { in: logLevels.slice(logLevels.indexOf(input.level)) } } : {}),
    ...(input.search ? { text: { contains: literally(input.search), mode: "insensitive" as const } } : {}),
  };
  const { rows, hasEarlier, hasLater } = await find(ctx, where, input);
  return {
    lines: rows.map((line) => ({
      id: line.id.toString(),
      at: line.at.toISOString(),
      level: level.catch("info").parse(line.level),
      step: line.step,
      text: line.text,
    })),
    hasEarlier,
    hasLater,
  };
});

async function find(
  ctx: Context,
  where: Prisma.OperationLogLineWhereInput,
  { after, before, around, limit }: z.infer<typeof readLogInput>,
): Promise<Found> {
  if (around !== undefined) {
    const half = Math.ceil(limit / 2);
    const [older, newer] = await Promise.all([
      backward(ctx, { ...where, id: { lt: BigInt(around) } }, half),
      forward(ctx, { ...where, id: { gte: BigInt(around) } }, half),
    ]);
    return {
      rows: [...older.rows, ...newer.rows],
      hasEarlier: older.hasEarlier,
      hasLater: newer.hasLater,
    };
  }
  if (after !== undefined) return forward(ctx, { ...where, id: { gt: BigInt(after) } }, limit);
  return backward(ctx, before === undefined ? where : { ...where, id: { lt: BigInt(before) } }, limit);
}

async function forward(ctx: Context, where: Prisma.OperationLogLineWhereInput, limit: number) {
  const rows = await ctx.db.operationLogLine.findMany({ where, orderBy: { id: "asc" }, take: limit + 1 });
  return { rows: rows.slice(0, limit), hasEarlier: false, hasLater: rows.length > limit };
}

async function backward(ctx: Context, where: Prisma.OperationLogLineWhereInput, limit: number) {
  const rows = await ctx.db.operationLogLine.findMany({ where, orderBy: { id: "desc" }, take: limit + 1 });
  return { rows: rows.slice(0, limit).reverse(), hasEarlier: rows.length > limit, hasLater: false };
}

/** Prisma hands its text to LIKE as it is. */
function literally(text: string): string {
  return text.replaceAll(/[\\%_]/g, "\\$&");
}
