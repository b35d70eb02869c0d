import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Operation } from "#lib/db/generated/client.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { v7 } from "#lib/format/uuid.ts";
import { operationKindRules } from "#lib/operations/kinds.ts";
import type { OperationKind } from "#lib/operations/schema.ts";

export interface NewOperation {
  id?: string;
  kind: OperationKind;
  host: string;
  resourceId?: string | null;
  repositoryId?: string | null;
  changeRequestId?: string | null;
  payload?: unknown;
}

/** Writes a queued operation and its job in the caller's transaction: both exist afterwards, or neither. */
export async function insertOperation(
  ctx: Context,
  tx: Transaction,
  input: NewOperation,
): Promise<Operation> {
  const operation = await tx.operation.create({ data: toRow(ctx, input) });
  await ctx.queue.enqueue(tx, [operation]);
  return operation;
}

/** The same for many at once; their ids are the caller's. */
export async function insertOperations(
  ctx: Context,
  tx: Transaction,
  inputs: (NewOperation & { id: string })[],
): Promise<void> {
  const rows = inputs.map((input) => toRow(ctx, input));
  await tx.$executeRaw`
    INSERT INTO operations (id, kind, host, resource_id, repository_id, change_request_id, input, is_exclusive,
      requested_by, created_at)
    SELECT id, kind, host, "resourceId", "repositoryId", "changeRequestId", input, "isExclusive", "requestedBy",
      "createdAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (id uuid, kind text, host text,
      "resourceId" uuid, "repositoryId" uuid, "changeRequestId" uuid, input jsonb, "isExclusive" boolean,
      "requestedBy" jsonb, "createdAt" timestamptz)`;
  await ctx.queue.enqueue(tx, rows);
}

function toRow(ctx: Context, input: NewOperation) {
  return {
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
  };
}

function requester({ actor }: Context) {
  if (actor.kind === "anonymous") return { id: null, name: "nobody", kind: "system" };
  return { id: "id" in actor ? actor.id : null, name: actor.name, kind: actor.kind };
}
