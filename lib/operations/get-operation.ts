import { readVerb } from "#lib/auth/verb.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { loadDurations } from "#lib/operations/load-durations.ts";
import { spread } from "#lib/operations/rules.ts";
import { type OperationDto, operationIdInput } from "#lib/operations/schema.ts";
import { operationRows, toOperationDto } from "#lib/operations/to-operation-dto.ts";

export const getOperation = readVerb("operation.read", operationIdInput, (ctx, { id }) =>
  loadOperation(ctx.db, id),
);

export async function loadOperation(db: Database | Transaction, id: string): Promise<OperationDto> {
  const row = await db.operation.findUnique({ where: { id }, include: operationRows });
  if (!row) throw new AppError("NOT_FOUND", "There is no such operation.");
  const { kind, resourceId } = row;
  const earlier = await loadDurations(db, { kind, resourceId, id: { not: id } });
  return toOperationDto(row, spread(earlier));
}
