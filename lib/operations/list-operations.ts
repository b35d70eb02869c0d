import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { decodeCursor, encodeCursor } from "#lib/format/cursor.ts";
import { listOperationsInput } from "#lib/operations/schema.ts";
import { listedOperationRows, toListedOperation } from "#lib/operations/to-operation-dto.ts";

/** Newest first, by keyset: page n costs what page 1 costs. */
export const listOperations = readVerb("operation.read", listOperationsInput, async (ctx, input) => {
  const after = decodeCursor(input.cursor, z.iso.datetime());
  const createdAt = after ? new Date(after.sortValue) : null;
  const rows = await ctx.db.operation.findMany({
    where: {
      resourceId: input.resourceId,
      kind: input.kind ?? (input.withoutPreviews ? { not: "restore-preview" } : undefined),
      status: input.status,
      ...(after && createdAt
        ? { createdAt: { lte: createdAt }, OR: [{ createdAt: { lt: createdAt } }, { id: { lt: after.id } }] }
        : {}),
    },
    include: listedOperationRows,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
  });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map(toListedOperation),
    nextCursor:
      rows.length > input.limit && last ? encodeCursor(last.createdAt.toISOString(), last.id) : null,
  };
});
