import { readVerb } from "#lib/auth/verb.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { spread } from "#lib/operations/rules.ts";
import { type OperationDto, operationIdInput } from "#lib/operations/schema.ts";
import { operationRows, toOperationDto } from "#lib/operations/to-operation-dto.ts";

const HISTORY = 20;

export const getOperation = readVerb("operation.read", operationIdInput, (ctx, { id }) =>
  loadOperation(ctx.db, id),
);

export async function loadOperation(db: Database | Transaction, id: string): Promise<OperationDto> {
  const row = await db.operation.findUnique({ where: { id }, include: operationRows });
  if (!row) throw new AppError("NOT_FOUND", "There is no such operation.");
  const history = await db.operation.findMany({
    where: { kind: row.kind, resourceId: row.resourceId, status: "succeeded", id: { not: id } },
    select: { startedAt: true, finishedAt: true },
    orderBy: { createdAt: "desc" },
    take: HISTORY,
  });
  const durations = history.flatMap(({ startedAt, finishedAt }) =>
    startedAt && finishedAt ? [finishedAt.getTime() - startedAt.getTime()] : [],
  );
  return toOperationDto(row, spread(durations));
}
