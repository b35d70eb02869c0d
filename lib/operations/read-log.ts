import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { type LogPage, readLogInput } from "#lib/operations/schema.ts";

const levels = z.enum(["debug", "info", "warn", "error"]);

/** A bounded window of the log: the newest lines, or those after a known one (U8). */
export const readLog = readVerb("operation.read", readLogInput, async (ctx, input): Promise<LogPage> => {
  const after = input.after === undefined ? null : BigInt(input.after);
  const rows = await ctx.db.operationLogLine.findMany({
    where: {
      operationId: input.id,
      ...(after === null ? {} : { id: { gt: after } }),
      ...(input.search ? { text: { contains: literally(input.search), mode: "insensitive" } } : {}),
    },
    orderBy: { id: after === null ? "desc" : "asc" },
    take: input.limit + 1,
  });
  const lines = rows.slice(0, input.limit);
  if (after === null) lines.reverse();
  return {
    lines: lines.map((line) => ({
      id: line.id.toString(),
      at: line.at.toISOString(),
      level: levels.catch("info").parse(line.level),
      step: line.step,
      text: line.text,
    })),
    hasEarlier: after === null && rows.length > input.limit,
  };
});

/** Prisma hands its text to LIKE as it is. */
function literally(text: string): string {
  return text.replaceAll(/[\\%_]/g, "\\$&");
}
