import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { changeKind, changeRows, toChangeDtos } from "#lib/changes/load-change.ts";
import { listChangesInput } from "#lib/changes/schema.ts";
import { toDate } from "#lib/db/rows.ts";
import { decodeCursor, encodeCursor } from "#lib/format/cursor.ts";
import { restoreSentence } from "#lib/restores/rules.ts";
import { restorePlan } from "#lib/restores/schema.ts";
import { retentionSentence } from "#lib/retention/retention-sentence.ts";
import { retentionPlan } from "#lib/retention/schema.ts";

const changeNumber = z.string().regex(/^\d{1,9}$/);

/** Every kind of change request, newest first. `open` is the approvals inbox: not decided, not run out. */
export const listChanges = readVerb("change.read", listChangesInput, async (ctx, input) => {
  const after = decodeCursor(input.cursor, changeNumber);
  const rows = await ctx.db.changeRequest.findMany({
    where: {
      kind: input.kind,
      ...(input.open ? { decision: "requested", expiresAt: { gt: toDate(ctx.now()) } } : {}),
      number: { equals: input.number, lt: after ? Number(after.sortValue) : undefined },
    },
    include: { ...changeRows, restore: { select: { id: true } } },
    orderBy: { number: "desc" },
    take: input.limit + 1,
  });
  const page = rows.slice(0, input.limit);
  const resources = await ctx.db.resource.findMany({
    where: { id: { in: page.flatMap(({ resourceId }) => (resourceId === null ? [] : [resourceId])) } },
    select: { id: true, name: true },
  });
  const changes = new Map((await toChangeDtos(ctx, ctx.db, page)).map((change) => [change.id, change]));
  const items = page.flatMap((row) => {
    const change = changes.get(row.id);
    if (!change) return [];
    const resource = resources.find(({ id }) => id === row.resourceId) ?? null;
    const sentence = sentenceOf(row, resource?.name ?? null);
    return [{ change, sentence, resource, restoreId: row.restore?.id ?? null }];
  });
  const last = page.at(-1);
  return {
    items,
    nextCursor: rows.length > input.limit && last ? encodeCursor(String(last.number), last.id) : null,
  };
});

function sentenceOf(row: { kind: string; planText: string }, resource: string | null): string {
  const plan: unknown = JSON.parse(row.planText);
  switch (changeKind(row)) {
    case "restore":
      return restoreSentence(restorePlan.parse(plan));
    case "retention":
      return retentionSentence(retentionPlan.parse(plan), resource);
  }
}
