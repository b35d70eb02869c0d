import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Operation } from "#lib/db/generated/client.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { v7 } from "#lib/format/uuid.ts";
import { operationKindRules } from "#lib/operations/kinds.ts";
import type { OperationKind } from "#lib/operations/schema.ts";

/** Writes a queued operation and its job in the caller's transaction: both exist afterwards, or neither. */
export async function insertOperation(
  ctx: Context,
  tx: Transaction,
  input: {
    id?: string;
    kind: OperationKind;
    host: string;
    resourceId?: string | null;
    repositoryId?: string | null;
    changeRequestId?: string | null;
    payload?: unknown;
  },
): Promise<Operation> {
  const operation = await tx.operation.create({
    data: {
      id: input.id ?? v7(),
      kind: input.kind,
      host: input.host,
      resourceId: input.resourceId ?? null,
      repositoryId: input.repositoryId ?? null,
      changeRequestId: input.changeRequestId ?? null,
      input: jsonColumn(input.payload ?? {}),
      isExclusive: operationKindRules[input.kind].isExclusive,
      requestedBy: jsonColumn(requester(ctx)),
      createdAt: toDate(ctx.now()),
    },
  });
  await ctx.queue.enqueue(tx, operation);
  return operation;
}

function requester({ actor }: Context) {
  if (actor.kind === "anonymous") return { id: null, name: "nobody", kind: "system" };
  return { id: "id" in actor ? actor.id : null, name: actor.name, kind: actor.kind };
}
